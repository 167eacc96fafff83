package dev.countersign.enrolment;

import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.notify.CallbackBody;

/**
 * A request to keep a person's face.
 *
 * @param customer whose person
 * @param enrolmentUrl the person's enrolment URL
 * @param url of the picture, or a {@code data:} URL
 * @param kind whether there is a face of theirs already
 * @param consent who vouches that the person agreed
 * @param callback how the answer is told to the customer's callback
 * @param origin where it came from
 */
public record EnrolmentRequest(
    CustomerId customer,
    String enrolmentUrl,
    String url,
    Kind kind,
    Consent.Source consent,
    CallbackBody<EnrolmentResult> callback,
    Origin origin) {
  /** Whether there is a face of theirs already. */
  public enum Kind {
    /** The first. */
    FIRST,
    /** Another one in place of the one there is. */
    REPLACEMENT
  }

  /** Without the URL, which is a capability, and without the picture. */
  @Override
  public String toString() {
    return "EnrolmentRequest[" + kind + " of " + customer + "]";
  }
}
