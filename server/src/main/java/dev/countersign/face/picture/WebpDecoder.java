package dev.countersign.face.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** Reads WebP files (RFC 9649). Only in a process of its own. */
final class WebpDecoder {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int HEADER = 12;
  private static final int AROUND = 8;
  private static final int EXIF = 0x46495845;
  private static final int ANIM = 0x4d494e41;

  private WebpDecoder() {}

  static DecodedPicture decode(byte[] file) throws PictureRefused {
    Orientation orientation = orientation(file);
    FileBytes input = new FileBytes(file, TimeLimit.in(LONG));
    return ForeignImages.decode(new WebPImageReaderSpi(), input, orientation, PictureFormat.WEBP);
  }

  // Section 2.4: "The file size in the header is the total size of the chunks that follow plus 4
  // bytes for the 'WEBP' FourCC." What breaks off before is not read as far as it goes: the library
  // would make up the rest.
  private static long end(ByteBuffer chunks) throws PictureRefused {
    long end = AROUND + Integer.toUnsignedLong(chunks.getInt(4));
    if (end > chunks.capacity()) {
      throw PictureRefused.corrupt();
    }
    return end;
  }

  // Section 2.3: chunks of four letters, a length, and a byte of padding after an odd one.
  private static Orientation orientation(byte[] file) throws PictureRefused {
    ByteBuffer chunks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    Orientation orientation = Orientation.TOP_LEFT;
    long end = end(chunks);
    long at = HEADER;
    while (at <= end - AROUND) {
      int type = chunks.getInt((int) at);
      long length = Integer.toUnsignedLong(chunks.getInt((int) at + 4));
      if (length > end - at - AROUND) {
        throw PictureRefused.corrupt();
      }
      if (type == ANIM) {
        throw PictureRefused.unsupported(
            "Animated pictures are not supported: please send a single picture, such as a JPEG");
      }
      if (type == EXIF) {
        orientation = exif(file, (int) at + AROUND, (int) length);
      }
      at += AROUND + length + (length & 1);
    }
    return orientation;
  }

  // Some writers put the six bytes before it that only JPEG has.
  private static Orientation exif(byte[] file, int at, int length) {
    if (length > 6 && at + 6 < file.length && file[at] == 'E') {
      return ExifOrientation.find(file, at + 6, length - 6);
    }
    return ExifOrientation.find(file, at, length);
  }
}
