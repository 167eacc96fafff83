package dev.countersign.http;

/** Text from outside: what no field, parameter or header may hold. */
final class Text {
  private Text() {}

  /** Refuses what no database stores faithfully, and what is longer than it may be. */
  static String checked(String what, String text, int longest) {
    if (text.length() > longest) {
      throw RequestRefused.malformed(what + " must have at most " + longest + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0) {
        throw RequestRefused.malformed(what + " must not contain the NUL character");
      }
      if (Character.isSurrogate(text.charAt(i))) {
        if (!pair(text, i)) {
          throw RequestRefused.malformed(what + " is not valid Unicode");
        }
        i++;
      }
    }
    return text;
  }

  private static boolean pair(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
