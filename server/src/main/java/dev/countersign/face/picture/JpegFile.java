package dev.countersign.face.picture;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * What is known of a JPEG file before it is decoded.
 *
 * @param file all bytes
 * @param frame its header
 * @param colours what the components mean
 * @param orientation of its Exif data
 * @param tables the segments with tables before the first scan, in order
 * @param scan the first scan's header
 */
record JpegFile(
    byte[] file,
    JpegFrame frame,
    JpegColours colours,
    Orientation orientation,
    List<JpegSegment> tables,
    JpegSegment scan) {
  private static final int MOST_SCANS = 100;
  // Progressive files of cameras and programs have about ten scans; here are sixteen of the
  // largest.
  private static final long MOST_WORK = 640_000_000;
  private static final int END = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  // ITU-T T.872, section 6.5.3: "Adobe", version, two flags, and the transform, here none.
  private static final byte[] HEAD = {
    (byte) 0xff,
    (byte) 0xd8,
    (byte) 0xff,
    (byte) 0xee,
    0,
    14,
    'A',
    'd',
    'o',
    'b',
    'e',
    0,
    100,
    0,
    0,
    0,
    0,
    0
  };

  /** Reads the headers. */
  static JpegFile parse(byte[] file) throws PictureRefused {
    return new JpegHeaders(file).read();
  }

  Size size() {
    return frame.size();
  }

  /**
   * The file without its application data, saying that its components are not to be converted: a
   * broken colour profile cannot disturb a reader, and what the samples mean is decided here.
   */
  byte[] plain() throws PictureRefused {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(file.length);
    plain.writeBytes(HEAD);
    int at = 2;
    JpegSegment segment = JpegSegment.next(file, at);
    while (segment.code() != START_OF_SCAN) {
      if (!segment.application()) {
        plain.write(file, at, segment.end() - at);
      }
      at = segment.end();
      segment = JpegSegment.next(file, at);
    }
    plain.write(file, at, file.length - at);
    return plain.toByteArray();
  }

  /**
   * Refuses a file that breaks off, or whose scans would cost more than those of any honest one: a
   * scan can take as much time as a whole picture, and be a few bytes.
   */
  void requireBoundedWork() throws PictureRefused {
    int scans = 1;
    boolean ended = false;
    for (int i = scan.at(); i < file.length - 1; i++) {
      if (file[i] == (byte) 0xff) {
        int marker = file[i + 1] & 0xff;
        scans += marker == START_OF_SCAN ? 1 : 0;
        ended |= marker == END;
      }
    }
    if (scans > MOST_SCANS || scans * size().pixels() > MOST_WORK) {
      throw PictureRefused.tooCostly();
    }
    if (!ended) {
      throw PictureRefused.corrupt();
    }
  }
}
