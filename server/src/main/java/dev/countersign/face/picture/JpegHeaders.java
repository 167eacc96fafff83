package dev.countersign.face.picture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through a JPEG file's segments up to its first scan: ITU-T T.81, annex B. */
final class JpegHeaders {
  private static final String EXIF = "Exif\0\0";
  // Honest files have a dozen. A file of empty ones would take eight times its size in memory.
  private static final int MOST_TABLES = 1000;

  private final byte[] file;
  private final List<JpegSegment> tables = new ArrayList<>();
  private Orientation orientation = Orientation.TOP_LEFT;
  private @Nullable JpegFrame frame;
  private boolean jfif;
  private int adobe = JpegColours.NO_ADOBE;

  JpegHeaders(byte[] file) {
    this.file = file;
  }

  JpegFile read() throws PictureRefused {
    JpegSegment segment = JpegSegment.next(file, 2);
    while (segment.code() != 0xda) {
      take(segment);
      segment = JpegSegment.next(file, segment.end());
    }
    JpegFrame found = frame;
    if (found == null) {
      throw PictureRefused.corrupt();
    }
    JpegColours colours = JpegColours.of(found, jfif, adobe);
    return new JpegFile(file, found, colours, orientation, tables, segment);
  }

  private void take(JpegSegment segment) throws PictureRefused {
    switch (segment.code()) {
      case 0xe0 -> jfif |= segment.begins(file, "JFIF\0");
      case 0xe1 -> exif(segment);
      case 0xee -> adobe(segment);
      case 0xc4, 0xdb, 0xdd -> table(segment);
      default -> frame(segment);
    }
  }

  private void table(JpegSegment segment) throws PictureRefused {
    if (tables.size() == MOST_TABLES) {
      throw PictureRefused.tooCostly();
    }
    tables.add(segment);
  }

  private void exif(JpegSegment segment) {
    if (segment.begins(file, EXIF)) {
      int skipped = EXIF.length();
      orientation = ExifOrientation.find(file, segment.at() + skipped, segment.length() - skipped);
    }
  }

  private void adobe(JpegSegment segment) {
    if (segment.begins(file, "Adobe") && segment.length() >= 12) {
      adobe = file[segment.at() + 11] & 0xff;
    }
  }

  private void frame(JpegSegment segment) throws PictureRefused {
    int code = segment.code();
    boolean start = code >= 0xc0 && code <= 0xcf && code != 0xc8 && code != 0xcc;
    if (!start) {
      return;
    }
    if (frame != null) {
      throw PictureRefused.corrupt();
    }
    frame = JpegFrame.parse(code, file, segment.at(), segment.length());
  }
}
