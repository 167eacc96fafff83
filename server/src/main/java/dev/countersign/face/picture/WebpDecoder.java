package dev.countersign.face.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.countersign.face.Picture;
import dev.countersign.face.picture.WebpFile.Chunk;
import java.time.Duration;
import java.util.Optional;

/** Reads WebP files (RFC 9649). Only in a process of its own. */
final class WebpDecoder {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int SIGNATURE = 0x2f;
  private static final int HEADER = 5;

  private WebpDecoder() {}

  static DecodedPicture decode(byte[] file) throws PictureRefused {
    WebpFile webp = WebpFile.parse(file);
    Optional<Chunk> lossless = webp.lossless();
    if (lossless.isPresent()) {
      return lossless(file, lossless.get(), webp.orientation());
    }
    Optional<Chunk> alpha = webp.alpha();
    byte[] read = alpha.isPresent() ? webp.opaque() : file;
    return ForeignImages.decode(
        new WebPImageReaderSpi(),
        new FileBytes(read, TimeLimit.in(LONG)),
        webp.orientation(),
        PictureFormat.WEBP,
        (rows, size, step) ->
            alpha.isEmpty() ? rows : WebpAlpha.read(file, alpha.get(), size).over(rows, step));
  }

  // Section 3.4: a byte, width and height less one, whether it may be transparent, a version.
  private static DecodedPicture lossless(byte[] file, Chunk chunk, Orientation orientation)
      throws PictureRefused {
    if (chunk.length() < HEADER || file[chunk.at()] != SIGNATURE) {
      throw PictureRefused.corrupt();
    }
    LosslessBits bits = new LosslessBits(file, chunk.at() + 1, chunk.length() - 1);
    Size size = Size.of(bits.read(14) + 1L, bits.read(14) + 1L);
    int opaque = bits.flag() ? 0 : 0xff000000;
    if (bits.read(3) != 0) {
      throw PictureRefused.corrupt();
    }
    RowSource rows = new LosslessRows(size, LosslessImage.decode(bits, size), opaque);
    Picture stored = Shrinking.by(Detail.FULL.factor(size), rows);
    return new DecodedPicture(orientation.upright(stored), PictureFormat.WEBP, false);
  }

  private record LosslessRows(Size size, int[] pixels, int opaque) implements RowSource {
    @Override
    public int width() {
      return size.width();
    }

    @Override
    public int height() {
      return size.height();
    }

    @Override
    public void read(int row, byte[] rgb) {
      int at = row * size.width();
      for (int i = 0; i < 3 * size.width(); i += 3) {
        int pixel = pixels[at++] | opaque;
        int alpha = pixel >>> 24;
        rgb[i] = ImageRows.onWhite((pixel >> 16) & 0xff, alpha);
        rgb[i + 1] = ImageRows.onWhite((pixel >> 8) & 0xff, alpha);
        rgb[i + 2] = ImageRows.onWhite(pixel & 0xff, alpha);
      }
    }
  }
}
