package dev.countersign.picture;

import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.face.picture.PictureRefused.Reason;
import java.util.Base64;
import java.util.Locale;

/**
 * {@code data:} URLs (RFC 2397) with base64. The media type in them is not believed and may be any;
 * the data has to be base64 of RFC 4648, section 4, exactly: with padding, without white space.
 */
final class DataUrl {
  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64";
  private static final int LONGEST_TYPE = 200;
  private static final int MOST_CHARACTERS = Math.ceilDiv(PictureReader.MOST_BYTES, 3) * 4;

  private DataUrl() {}

  /** Whether a URL holds its data. Schemes are compared without regard to case (RFC 3986, 3.1). */
  static boolean is(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** The data. */
  static byte[] bytes(String url) throws PictureRefused {
    int comma = url.indexOf(',');
    if (comma < 0 || comma > LONGEST_TYPE || !base64(url.substring(0, comma))) {
      throw malformed("it has to begin like data:image/jpeg;base64,");
    }
    if (url.length() - comma - 1 > MOST_CHARACTERS) {
      throw PictureRefused.tooLarge();
    }
    return decoded(url.substring(comma + 1));
  }

  private static boolean base64(String head) {
    return head.toLowerCase(Locale.ROOT).endsWith(BASE64);
  }

  private static byte[] decoded(String text) throws PictureRefused {
    try {
      return requirePadding(text, Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw malformed("what follows the comma is not base64 with padding and without white space");
    }
  }

  // The decoder takes text without padding; RFC 4648, section 3.2: "Implementations MUST include
  // appropriate pad characters at the end of encoded data".
  private static byte[] requirePadding(String text, byte[] bytes) {
    if (text.length() % 4 != 0) {
      throw new IllegalArgumentException("No padding");
    }
    return bytes;
  }

  private static PictureRefused malformed(String why) {
    return PictureRefused.because(Reason.NOT_A_URL, "The data: URL cannot be read: " + why);
  }
}
