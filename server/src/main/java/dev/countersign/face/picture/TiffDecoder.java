package dev.countersign.face.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.time.Duration;

/** Reads the first picture of TIFF files. Only in a process of its own. */
final class TiffDecoder {
  private static final Duration LONG = Duration.ofMinutes(1);

  private TiffDecoder() {}

  static DecodedPicture decode(byte[] file) throws PictureRefused {
    FileBytes input = new FileBytes(file, TimeLimit.in(LONG));
    return ForeignImages.decode(
        new TIFFImageReaderSpi(),
        input,
        ExifOrientation.find(file, 0, file.length),
        PictureFormat.TIFF);
  }
}
