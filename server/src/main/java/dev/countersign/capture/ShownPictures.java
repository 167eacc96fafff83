package dev.countersign.capture;

import java.util.regex.Pattern;

/**
 * Where a call's picture can be seen.
 *
 * @param original a URL of this server if the original is kept, else the one it was given by,
 *     without its query; the empty string for one that came in the call
 * @param thumbnail a URL of this server of the portrait, or the empty string
 */
public record ShownPictures(String original, String thumbnail) {
  private static final int LONGEST = 2048;

  /** Before whose path there is a host and perhaps a port, and nothing else. */
  private static final Pattern HOST_ALONE =
      Pattern.compile("(?i)https?://[^/\\\\@:]+(?::[0-9]{0,5})?/.*");

  /** Nothing is kept. */
  public static ShownPictures given(String url) {
    return new ShownPictures(shown(url), "");
  }

  /**
   * A picture's URL fit to be repeated: without query and fragment, which may hold a credential,
   * and without what a {@code data:} URL holds.
   */
  static String shown(String url) {
    if (!url.regionMatches(true, 0, "http:", 0, 5) && !url.regionMatches(true, 0, "https:", 0, 6)) {
      return "";
    }
    String shown = url;
    for (char end : new char[] {'?', '#'}) {
      int at = shown.indexOf(end);
      if (at >= 0) {
        shown = shown.substring(0, at);
      }
    }
    // A password may stand before the host, too.
    boolean secret = shown.indexOf('@') >= 0 && !HOST_ALONE.matcher(shown).matches();
    if (shown.length() > LONGEST || secret) {
      return "";
    }
    return shown;
  }
}
