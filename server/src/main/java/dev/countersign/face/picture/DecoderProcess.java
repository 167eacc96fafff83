package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * What runs in the process that reads one file: its format, the detail wanted and the milliseconds
 * it may take are the arguments, its bytes are standard input, the picture, or why there is none,
 * goes to standard output.
 */
final class DecoderProcess {
  /** Stands before every answer: whatever else gets into the stream is not taken for one. */
  static final int ANSWER = 0x50494354;

  /** Exit code of one that took too long. */
  static final int TOO_LONG = 3;

  private DecoderProcess() {}

  /** Reads the file. */
  public static void main(String[] arguments) throws IOException {
    Duration time = Duration.ofMillis(Long.parseLong(arguments[2]));
    endAfter(time);
    PrintStream output = System.out;
    // Libraries that print must not print into the picture.
    System.setOut(System.err);
    byte[] file = System.in.readNBytes(PictureReader.MOST_BYTES + 1);
    try (DataOutputStream to = new DataOutputStream(new BufferedOutputStream(output, 65_536))) {
      Detail detail = Detail.valueOf(arguments[1]);
      answer(PictureFormat.valueOf(arguments[0]), detail, file, TimeLimit.in(time), to);
    }
    // Some library may have begun a thread that does not end by itself.
    Runtime.getRuntime().halt(0);
  }

  /** Whoever started this ends it before, unless that was ended itself: kill -9, or no memory. */
  private static void endAfter(Duration time) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(time);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(TOO_LONG);
        });
  }

  private static void answer(
      PictureFormat format, Detail detail, byte[] file, TimeLimit limit, DataOutputStream to)
      throws IOException {
    DecodedPicture read;
    try {
      read = read(format, detail, file, limit);
    } catch (PictureRefused refused) {
      to.writeInt(ANSWER);
      to.writeBoolean(false);
      to.writeUTF(refused.reason().name());
      to.writeUTF(refused.getMessage());
      return;
    }
    Picture picture = read.picture();
    to.writeInt(ANSWER);
    to.writeBoolean(true);
    to.writeShort(picture.width());
    to.writeShort(picture.height());
    to.write(picture.rgb());
  }

  private static DecodedPicture jpeg(Detail detail, byte[] file, TimeLimit limit)
      throws PictureRefused {
    try {
      return JpegDecoder.decode(JpegFile.parse(file), detail, limit);
    } catch (InterruptedIOException over) {
      throw PictureRefused.tooCostly();
    }
  }

  private static DecodedPicture read(
      PictureFormat format, Detail detail, byte[] file, TimeLimit limit) throws PictureRefused {
    try {
      return switch (format) {
        case TIFF -> TiffDecoder.decode(file);
        case WEBP -> WebpDecoder.decode(file);
        case PDF -> PdfPage.render(file);
        case JPEG -> jpeg(detail, file, limit);
        case PNG -> throw new IllegalArgumentException("Read in the server itself");
      };
    } catch (StackOverflowError nestedTooDeep) {
      throw PictureRefused.tooCostly();
    }
  }
}
