package dev.countersign.face.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chunks of a WebP file that are read: RFC 9649, section 2. */
final class WebpFile {
  private static final int HEADER = 12;
  private static final int AROUND = 8;
  private static final int EXIF = 0x46495845;
  private static final int ANIM = 0x4d494e41;
  private static final int ALPHA = 0x48504c41;
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4c385056;

  private final byte[] file;
  private final ByteBuffer chunks;
  private Orientation orientation = Orientation.TOP_LEFT;
  private @Nullable Chunk alpha;
  private @Nullable Chunk image;

  /**
   * A part of the file.
   *
   * @param type its four letters
   * @param at where what it holds begins
   */
  record Chunk(int type, int at, int length) {}

  private WebpFile(byte[] file) {
    this.file = file;
    this.chunks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static WebpFile parse(byte[] file) throws PictureRefused {
    WebpFile webp = new WebpFile(file);
    webp.read();
    return webp;
  }

  Orientation orientation() {
    return orientation;
  }

  /** The image, where it is one without loss. */
  Optional<Chunk> lossless() {
    return Optional.ofNullable(image).filter(found -> found.type() == LOSSLESS);
  }

  /** How transparent the image is, where it is one with loss. */
  Optional<Chunk> alpha() {
    return Optional.ofNullable(alpha).filter(_ -> image != null && image.type() == LOSSY);
  }

  /** A file of the image with loss alone. */
  byte[] opaque() throws PictureRefused {
    Chunk lossy = image;
    if (lossy == null) {
      throw PictureRefused.corrupt();
    }
    int length = AROUND + lossy.length() + (lossy.length() & 1);
    ByteBuffer plain = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
    plain.put(file, 0, 4).putInt(4 + length).put(file, 8, 4);
    plain.putInt(LOSSY).putInt(lossy.length()).put(file, lossy.at(), lossy.length());
    return plain.array();
  }

  // Section 2.4: "The file size in the header is the total size of the chunks that follow plus 4
  // bytes for the 'WEBP' FourCC." What breaks off before is not read as far as it goes: the library
  // would make up the rest.
  private long end() throws PictureRefused {
    long end = AROUND + Integer.toUnsignedLong(chunks.getInt(4));
    if (end > chunks.capacity()) {
      throw PictureRefused.corrupt();
    }
    return end;
  }

  // Section 2.3: chunks of four letters, a length, and a byte of padding after an odd one.
  private void read() throws PictureRefused {
    long end = end();
    long at = HEADER;
    while (at <= end - AROUND) {
      long length = Integer.toUnsignedLong(chunks.getInt((int) at + 4));
      if (length > end - at - AROUND) {
        throw PictureRefused.corrupt();
      }
      take(new Chunk(chunks.getInt((int) at), (int) at + AROUND, (int) length));
      at += AROUND + length + (length & 1);
    }
  }

  private void take(Chunk chunk) throws PictureRefused {
    switch (chunk.type()) {
      case ANIM ->
          throw PictureRefused.unsupported(
              "Animated pictures are not supported: please send a single picture, such as a JPEG");
      case EXIF -> orientation = exif(chunk.at(), chunk.length());
      // Section 2.7.1.2: readers take the first; it stands before the image it is of.
      case ALPHA -> alpha = alpha == null && image == null ? chunk : alpha;
      case LOSSY, LOSSLESS -> image = image == null ? chunk : image;
      default -> {}
    }
  }

  // Some writers put the six bytes before it that only JPEG has.
  private Orientation exif(int at, int length) {
    if (length > 6 && at + 6 < file.length && file[at] == 'E') {
      return ExifOrientation.find(file, at + 6, length - 6);
    }
    return ExifOrientation.find(file, at, length);
  }
}
