package dev.countersign.face.picture;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A picture was not read. The message is for whoever sent it and says what to do. */
public final class PictureRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** Why a picture was not read. */
  public enum Reason {
    /** Its address may not be called, or did not answer with one; which, only operators learn. */
    UNREACHABLE,
    /** The text that should hold or name it is neither an address nor well-formed data. */
    NOT_A_URL,
    /** The file has more bytes than are taken. */
    TOO_LARGE,
    /** The file is of a kind that is not read. */
    UNSUPPORTED,
    /** The file breaks its format's rules, or breaks off. */
    CORRUPT,
    /** The picture is larger than is decoded. */
    TOO_MANY_PIXELS,
    /** Reading it takes more time or memory than any honest picture does. */
    TOO_COSTLY,
    /** Too many pictures are being read; worth trying again. */
    BUSY
  }

  private final Reason reason;
  private final Optional<Duration> retryAfter;

  private PictureRefused(Reason reason, String message, Optional<Duration> retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** With the reason's usual words, or others. */
  public static PictureRefused because(Reason reason, String message) {
    return new PictureRefused(reason, message, Optional.empty());
  }

  /** Of a kind that is not read. */
  static PictureRefused unsupported(String message) {
    return because(Reason.UNSUPPORTED, message);
  }

  /** More bytes than are taken. */
  public static PictureRefused tooLarge() {
    return because(
        Reason.TOO_LARGE,
        "The picture's file is larger than 7 MB: please send a smaller picture, or save it with"
            + " stronger compression");
  }

  static PictureRefused corrupt() {
    return because(
        Reason.CORRUPT,
        "The picture's file is damaged or incomplete: please save it anew or take another picture");
  }

  static PictureRefused tooManyPixels(long width, long height) {
    return because(
        Reason.TOO_MANY_PIXELS,
        "The picture has "
            + width
            + " by "
            + height
            + " pixels: please send one of at most 40 megapixels, no side longer than 30000");
  }

  static PictureRefused tooCostly() {
    return because(
        Reason.TOO_COSTLY,
        "The picture's file takes too much time or memory to read: please save the picture as an"
            + " ordinary JPEG");
  }

  /** For want of room for one more picture. */
  public static PictureRefused busy() {
    return busy(RETRY);
  }

  static PictureRefused busy(Duration retryAfter) {
    return new PictureRefused(
        Reason.BUSY,
        "Too many pictures are being read; try again in " + retryAfter.toSeconds() + " s",
        Optional.of(retryAfter));
  }

  /** What was wrong and what to do. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Which it was. */
  public Reason reason() {
    return reason;
  }

  /** When it may be worth trying again; present with {@code BUSY} alone. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
