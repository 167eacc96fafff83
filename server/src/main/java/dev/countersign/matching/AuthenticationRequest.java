package dev.countersign.matching;

import dev.countersign.capture.Ending;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.notify.CallbackBody;

/**
 * A request to compare a face with a person.
 *
 * @param customer whose person
 * @param userName as presented
 * @param evidence what is to show that it is them
 * @param live whether the face must look alive even where the customer asks it of nobody
 * @param callback how the answer is told to the customer's callback
 * @param ending what else is written with how it ends
 * @param origin where it came from
 */
public record AuthenticationRequest(
    CustomerId customer,
    String userName,
    Evidence evidence,
    boolean live,
    CallbackBody<AuthenticationResult> callback,
    Ending<AuthenticationResult> ending,
    Origin origin) {
  /** A request that nothing else hangs on. */
  public AuthenticationRequest(
      CustomerId customer,
      String userName,
      Evidence evidence,
      CallbackBody<AuthenticationResult> callback,
      Origin origin) {
    this(customer, userName, evidence, false, callback, Ending.none(), origin);
  }

  /** What is to show who somebody is. */
  public sealed interface Evidence {
    /** The address the picture is answered by, or the empty string. */
    String url();
  }

  /**
   * A picture.
   *
   * @param url of it, or a {@code data:} URL
   * @param threshold how sure the caller wants to be
   * @param learn whether a face that is surely the person's is added to their template
   */
  public record Face(String url, AskedThreshold threshold, boolean learn) implements Evidence {}

  /** The code that an earlier request sent. */
  public record Code(String reference, String code) implements Evidence {
    @Override
    public String url() {
      return "";
    }

    /** Without either. */
    @Override
    public String toString() {
      return "Code[…]";
    }
  }
}
