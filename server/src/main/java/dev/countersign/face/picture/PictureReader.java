package dev.countersign.face.picture;

import java.time.Duration;

/**
 * Reads picture files: JPEG, PNG, TIFF, WebP and the first page of a PDF, whatever their names and
 * declared types. At most 7 MB of file and 40 megapixels; upright, sRGB of 8 bits a channel, on
 * white. May be shared between threads; the calling thread waits, which is cheap for a virtual one.
 */
public final class PictureReader implements AutoCloseable {
  private static final long CHANNELS = 3;

  /** The most bytes of a file: 7 MB. */
  public static final int MOST_BYTES = 7_000_000;

  /** The most bytes of memory that decoding takes at once in this process. */
  public static final long MOST_MEMORY = 1000L * PictureWorkers.KILOBYTES;

  /** The most bytes of a picture that was read. */
  public static final long LARGEST = CHANNELS * Detail.LONGEST * Detail.LONGEST;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int WAITING = 64;
  private static final int LARGEST_FRAME = 640;

  private final PictureWorkers workers;
  private final DecoderProcesses processes;

  /** Takes no thread until there is something to read. */
  public PictureReader() {
    this(LIMIT);
  }

  PictureReader(Duration limit) {
    this.workers = new PictureWorkers(Runtime.getRuntime().availableProcessors(), WAITING, limit);
    this.processes = new DecoderProcesses(limit);
  }

  /**
   * The picture in a file.
   *
   * @param file its bytes; not kept
   * @param detail how many of its pixels are wanted, where it has very many
   * @throws PictureRefused with words for whoever sent the file
   */
  public DecodedPicture read(byte[] file, Detail detail) throws PictureRefused {
    return read(file, detail, PictureRoom.UNBOUNDED);
  }

  /**
   * The picture in a file, where there may be no room for many.
   *
   * @param file its bytes; not kept
   * @param detail how many of its pixels are wanted, where it has very many
   * @param room for the picture, not for what decoding it takes beside; asked once, perhaps in
   *     another thread. What a process of its own decodes takes room no sooner than it is done.
   * @throws PictureRefused with words for whoever sent the file; also when there is no room
   */
  public DecodedPicture read(byte[] file, Detail detail, PictureRoom room) throws PictureRefused {
    return switch (format(file)) {
      case JPEG -> jpeg(file, detail, room);
      case PNG -> png(file, detail, room);
      case TIFF -> processes.read(PictureFormat.TIFF, detail, file, room);
      case WEBP -> processes.read(PictureFormat.WEBP, detail, file, room);
      case PDF -> processes.read(PictureFormat.PDF, detail, file, room);
    };
  }

  /**
   * The format of a file that is not too large to be read.
   *
   * @throws PictureRefused when it is another one, or too large
   */
  public static PictureFormat format(byte[] file) throws PictureRefused {
    if (file.length > MOST_BYTES) {
      throw PictureRefused.tooLarge();
    }
    return PictureFormat.of(file);
  }

  /** How many bytes so many pixels take. */
  static long bytes(long pixels) {
    return CHANNELS * pixels;
  }

  private static void require(PictureRoom room, long pixels) throws PictureRefused {
    if (!room.take(bytes(pixels))) {
      throw PictureRefused.busy();
    }
  }

  private DecodedPicture jpeg(byte[] file, Detail detail, PictureRoom room) throws PictureRefused {
    JpegFile jpeg = JpegFile.parse(file);
    if (!JpegDecoder.sequential(jpeg)) {
      // The library's reader is native code that nothing but the end of its process stops.
      jpeg.requireBoundedWork();
      return processes.read(PictureFormat.JPEG, detail, file, room);
    }
    require(room, JpegDecoder.pixels(jpeg, detail));
    return workers.run(
        JpegDecoder.bytes(jpeg, detail), limit -> JpegDecoder.decode(jpeg, detail, limit));
  }

  private DecodedPicture png(byte[] file, Detail detail, PictureRoom room) throws PictureRefused {
    PngFile png = PngFile.parse(file);
    require(room, PngDecoder.pixels(png, detail));
    return workers.run(PngDecoder.bytes(png), limit -> PngDecoder.decode(png, detail, limit));
  }

  /**
   * One of the many small pictures that a camera's page sends: a sequential JPEG, as browsers write
   * them, of at most 640 by 640 pixels.
   *
   * @throws PictureRefused when it is anything else, or there is too much to do
   */
  public DecodedPicture readFrame(byte[] file) throws PictureRefused {
    if (format(file) != PictureFormat.JPEG) {
      throw PictureRefused.unsupported(
          "A frame must be a sequential JPEG of at most 640 by 640 pixels");
    }
    JpegFile jpeg = JpegFile.parse(file);
    Size size = jpeg.size();
    if (!JpegDecoder.sequential(jpeg) || Math.max(size.width(), size.height()) > LARGEST_FRAME) {
      throw PictureRefused.unsupported(
          "A frame must be a sequential JPEG of at most 640 by 640 pixels");
    }
    return jpeg(file, Detail.QUICK, PictureRoom.UNBOUNDED);
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    workers.close();
    processes.close();
  }
}
