package dev.countersign.face.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A JPEG frame header: ITU-T T.81, section B.2.2.
 *
 * @param code the marker's second byte, which names the process
 * @param precision bits a sample
 * @param size of the picture
 * @param components one to four, in order
 */
record JpegFrame(int code, int precision, Size size, List<Component> components) {
  private static final int BASELINE = 0xc0;
  private static final int EXTENDED = 0xc1;
  private static final int PROGRESSIVE = 0xc2;

  /**
   * One kind of sample.
   *
   * @param id by which scans name it
   * @param h samples across, relative to the others
   * @param v samples down, relative to the others
   * @param table its quantisation table
   */
  record Component(int id, int h, int v, int table) {}

  /** Of a segment's payload. */
  static JpegFrame parse(int code, byte[] file, int at, int length) throws PictureRefused {
    if (length < 6 || length != 6 + 3 * (file[at + 5] & 0xff)) {
      throw PictureRefused.corrupt();
    }
    int precision = file[at] & 0xff;
    if (precision != 8 || code > PROGRESSIVE) {
      throw PictureRefused.unsupported(
          "The JPEG is of a rare kind (arithmetic, lossless or more than 8 bits): please save it as"
              + " an ordinary one");
    }
    Size size = Size.of(word(file, at + 3), word(file, at + 1));
    List<Component> components = new ArrayList<>();
    for (int i = at + 6; i < at + length; i += 3) {
      int sampling = file[i + 1] & 0xff;
      components.add(
          new Component(file[i] & 0xff, sampling >> 4, sampling & 15, file[i + 2] & 0xff));
    }
    return new JpegFrame(code, precision, size, components(components));
  }

  private static List<Component> components(List<Component> components) throws PictureRefused {
    boolean count = components.size() == 1 || components.size() == 3 || components.size() == 4;
    if (!count || !components.stream().allMatch(JpegFrame::allowed)) {
      throw PictureRefused.corrupt();
    }
    return List.copyOf(components);
  }

  // Table B.2: sampling factors are 1 to 4, table numbers 0 to 3.
  private static boolean allowed(Component one) {
    return one.h >= 1 && one.h <= 4 && one.v >= 1 && one.v <= 4 && one.table <= 3;
  }

  private static int word(byte[] file, int at) {
    return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
  }

  /** Whether all of a block's coefficients come at once. */
  boolean sequential() {
    return code == BASELINE || code == EXTENDED;
  }
}
