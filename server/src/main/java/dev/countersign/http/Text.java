package dev.countersign.http;

/** Text from outside: what no field, parameter or header may hold. */
final class Text {
  private static final int LATIN = 0xff;
  private static final int CHUNK = 4096;

  private Text() {}

  /** Refuses what no database stores faithfully, and what is longer than it may be. */
  static String checked(String what, String text, int longest) {
    if (text.length() > longest) {
      throw RequestRefused.malformed(what + " must have at most " + longest + " characters");
    }
    // Searching is vector instructions, which a picture's text is worth.
    if (text.indexOf(0) >= 0) {
      throw RequestRefused.malformed(what + " must not contain the NUL character");
    }
    return wellFormed(what, text);
  }

  private static String wellFormed(String what, String text) {
    for (int i = firstBeyondLatin(text); i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!pair(text, i)) {
          throw RequestRefused.malformed(what + " is not valid Unicode");
        }
        i++;
      }
    }
    return text;
  }

  /** Where to begin to look for surrogates: most texts have none, and the longest never. */
  private static int firstBeyondLatin(String text) {
    char[] some = new char[Math.min(text.length(), CHUNK)];
    for (int from = 0; from < text.length(); from += some.length) {
      int end = Math.min(text.length(), from + some.length);
      text.getChars(from, end, some, 0);
      int bits = 0;
      for (int i = 0; i < end - from; i++) {
        bits |= some[i];
      }
      if (bits > LATIN) {
        return from;
      }
    }
    return text.length();
  }

  private static boolean pair(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }
}
