package dev.countersign.matching;

import dev.countersign.capture.Ending;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.face.Embedding;
import dev.countersign.notify.CallbackBody;
import java.util.Optional;

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
   * @param seen the face that was seen to do what it was asked to, which this one has to be; absent
   *     where nothing was asked
   */
  public record Face(String url, AskedThreshold threshold, boolean learn, Optional<Embedding> seen)
      implements Evidence {
    /** A picture of somebody who was asked for nothing else. */
    public Face(String url, AskedThreshold threshold, boolean learn) {
      this(url, threshold, learn, Optional.empty());
    }
  }

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
