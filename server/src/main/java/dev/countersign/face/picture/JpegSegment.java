package dev.countersign.face.picture;

/**
 * A marker segment: ITU-T T.81, section B.1.1.4.
 *
 * @param code the marker's second byte
 * @param at where its parameters begin
 * @param length of the parameters
 */
record JpegSegment(int code, int at, int length) {
  /** The segment whose marker is at a place, or after fill bytes there (section B.1.1.2). */
  static JpegSegment next(byte[] file, int from) throws PictureRefused {
    int at = from;
    if (at >= file.length || file[at] != (byte) 0xff) {
      throw PictureRefused.corrupt();
    }
    while (at < file.length && file[at] == (byte) 0xff) {
      at++;
    }
    if (at > file.length - 3) {
      throw PictureRefused.corrupt();
    }
    int length = ((file[at + 1] & 0xff) << 8) | (file[at + 2] & 0xff);
    if (length < 2 || length > file.length - at - 1) {
      throw PictureRefused.corrupt();
    }
    return new JpegSegment(file[at] & 0xff, at + 3, length - 2);
  }

  int end() {
    return at + length;
  }

  /** Whether it is nothing a decoder needs: application data or a comment. */
  boolean application() {
    return (code & 0xf0) == 0xe0 || code == 0xfe;
  }

  /** Whether the parameters begin with a text. */
  boolean begins(byte[] file, String text) {
    if (length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (file[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
