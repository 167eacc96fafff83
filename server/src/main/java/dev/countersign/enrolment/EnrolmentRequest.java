package dev.countersign.enrolment;

import dev.countersign.capture.Ending;
import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.face.Embedding;
import dev.countersign.notify.CallbackBody;
import java.util.List;
import java.util.Optional;

/**
 * A request to keep a person's face.
 *
 * @param customer whose person
 * @param enrolmentUrl the person's enrolment URL
 * @param urls of one to eight pictures of the person, or {@code data:} URLs
 * @param kind whether there is a face of theirs already
 * @param consent who vouches that the person agreed; the person themselves only on a page
 * @param shown what the person agreed to; absent where the customer vouches for it
 * @param seen the face in the first picture, where it was looked at before and decided upon: the
 *     first picture must be fit then, and each that is kept must show that face
 * @param live whether the face must look alive even where the customer asks it of nobody
 * @param callback how the answer is told to the customer's callback
 * @param ending what else is written with how it ends
 * @param origin where it came from
 */
public record EnrolmentRequest(
    CustomerId customer,
    String enrolmentUrl,
    List<String> urls,
    Kind kind,
    Consent.Source consent,
    Optional<FaceSettings> shown,
    Optional<Embedding> seen,
    boolean live,
    CallbackBody<EnrolmentResult> callback,
    Ending<EnrolmentResult> ending,
    Origin origin) {
  /** As many pictures as a template is made of at the most. */
  public static final int MOST_PICTURES = 8;

  /** Whether there is a face of theirs already. */
  public enum Kind {
    /** The first. */
    FIRST,
    /** Another one in place of the one there is. */
    REPLACEMENT
  }

  /** Keeps an unmodifiable copy of the URLs. */
  public EnrolmentRequest {
    urls = List.copyOf(urls);
    if (urls.isEmpty() || urls.size() > MOST_PICTURES) {
      throw new IllegalArgumentException(urls.size() + " pictures, not 1 to " + MOST_PICTURES);
    }
    if ((consent == Consent.Source.PERSON) != shown.isPresent()) {
      throw new IllegalArgumentException("A person agrees to what they were shown");
    }
  }

  /** Of pictures of a person whom the customer vouches for. */
  public static EnrolmentRequest attested(
      CustomerId customer,
      String enrolmentUrl,
      List<String> urls,
      Kind kind,
      CallbackBody<EnrolmentResult> callback,
      Origin origin) {
    return new EnrolmentRequest(
        customer,
        enrolmentUrl,
        urls,
        kind,
        Consent.Source.CUSTOMER_ATTESTED,
        Optional.empty(),
        Optional.empty(),
        false,
        callback,
        Ending.none(),
        origin);
  }

  /** Whether what the person was shown is what holds by now. */
  boolean agreesTo(FaceSettings now) {
    return shown
        .map(seen ->
            seen.textVersion().equals(now.textVersion())
                && seen.purpose().equals(now.purpose())
                && seen.consentDays() == now.consentDays()
                && seen.keepThumbnail() == now.keepThumbnail()
                && seen.storeOriginal() == now.storeOriginal())
        .orElse(true);
  }

  /** The picture that answers show. */
  String url() {
    return urls.getFirst();
  }

  /** Without the URL, which is a capability, and without the pictures. */
  @Override
  public String toString() {
    return "EnrolmentRequest[" + kind + " of " + customer + "]";
  }
}
