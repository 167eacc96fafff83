package dev.countersign.capture;

import dev.countersign.face.FaceRefusal;
import dev.countersign.face.picture.PictureRefused;
import java.util.Locale;

/**
 * Why what a call asked for was refused.
 *
 * @param kind how grave
 * @param code for the audit trail: lower case with underscores; stored, so never changed
 * @param message for whoever called, and says what to do
 */
public record Refusal(Kind kind, String code, String message) {
  /** What kind of refusal it is, for dialects that tell them apart. */
  public enum Kind {
    /** It was understood, and is not granted. */
    REFUSED,
    /** There is no such person. */
    UNKNOWN,
    /** The text that should name a picture is none. */
    MALFORMED,
    /** The picture has too many bytes. */
    TOO_LARGE,
    /** The picture is of a kind that is not read. */
    UNSUPPORTED
  }

  /** Understood and not granted. */
  public static Refusal of(String code, String message) {
    return new Refusal(Kind.REFUSED, code, message);
  }

  /** There is no such person. */
  public static Refusal unknownUser() {
    return new Refusal(Kind.UNKNOWN, "unknown_user", "The user does not exist");
  }

  static Refusal of(FaceRefusal refused) {
    return of(refused.name().toLowerCase(Locale.ROOT), refused.advice());
  }

  static Refusal of(PictureRefused refused) {
    String code = "picture_" + refused.reason().name().toLowerCase(Locale.ROOT);
    return new Refusal(kind(refused.reason()), code, String.valueOf(refused.getMessage()));
  }

  private static Kind kind(PictureRefused.Reason reason) {
    return switch (reason) {
      case NOT_A_URL -> Kind.MALFORMED;
      case TOO_LARGE -> Kind.TOO_LARGE;
      case UNSUPPORTED -> Kind.UNSUPPORTED;
      case UNREACHABLE, CORRUPT, TOO_MANY_PIXELS, TOO_COSTLY, BUSY -> Kind.REFUSED;
    };
  }
}
