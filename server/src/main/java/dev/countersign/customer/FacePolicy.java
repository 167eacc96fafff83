package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.time.Duration;

/**
 * What a customer keeps of faces, and on what grounds.
 *
 * @param duplicates what is done about a face that is enrolled for somebody else
 * @param keepOriginals whether pictures are kept as they were sent, beside the crops of the face
 * @param requestPicturesKept how long the pictures of authentications and searches are kept; zero
 *     for not at all
 * @param consentPurpose what people agreed to have their faces used for
 * @param consentTextVersion which text they agreed to
 * @param consentLasts how long they agreed to it for
 */
public record FacePolicy(
    Duplicates duplicates,
    boolean keepOriginals,
    Duration requestPicturesKept,
    String consentPurpose,
    String consentTextVersion,
    Duration consentLasts) {
  /** What holds for a customer that has set nothing. */
  public static final FacePolicy DEFAULT =
      new FacePolicy(
          Duplicates.OFF,
          false,
          Duration.ofDays(30),
          "authentication",
          "1",
          Duration.ofDays(3 * 365));

  private static final int LONGEST_TEXT = 255;
  private static final long LONGEST_REQUESTS = 365;
  private static final long LONGEST_CONSENT = 10 * 365;

  /** What is done about a face that is enrolled for somebody else. Names are stored. */
  public enum Duplicates {
    /** Nobody looks. */
    OFF,
    /** It is enrolled, and the audit trail says whom it is like. */
    REPORT,
    /** It is not enrolled. */
    REFUSE
  }

  /**
   * Checks every part.
   *
   * @throws InvalidInput when one cannot be used
   */
  public FacePolicy {
    days("requestPictureDays", requestPicturesKept, 0, LONGEST_REQUESTS);
    days("consentDays", consentLasts, 1, LONGEST_CONSENT);
    line("consentPurpose", consentPurpose);
    line("consentTextVersion", consentTextVersion);
  }

  private static void days(String what, Duration duration, long least, long most) {
    long days = duration.toDays();
    if (days < least || days > most) {
      throw new InvalidInput(what + " must be a whole number from " + least + " to " + most);
    }
  }

  private static void line(String what, String text) {
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new InvalidInput(what + " must have 1 to " + LONGEST_TEXT + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(what + " must not contain line breaks or control characters");
    }
  }

  /** The same with another way with duplicates. */
  public FacePolicy withDuplicates(Duplicates changed) {
    return new FacePolicy(
        changed,
        keepOriginals,
        requestPicturesKept,
        consentPurpose,
        consentTextVersion,
        consentLasts);
  }

  /** The same with or without the originals. */
  public FacePolicy withOriginals(boolean keep) {
    return new FacePolicy(
        duplicates, keep, requestPicturesKept, consentPurpose, consentTextVersion, consentLasts);
  }

  /** The same with another time for the pictures of requests. */
  public FacePolicy withRequestPictures(Duration kept) {
    return new FacePolicy(
        duplicates, keepOriginals, kept, consentPurpose, consentTextVersion, consentLasts);
  }

  /** The same with consents of other terms, from now on. */
  public FacePolicy withConsent(String purpose, String textVersion, Duration lasts) {
    return new FacePolicy(
        duplicates, keepOriginals, requestPicturesKept, purpose, textVersion, lasts);
  }
}
