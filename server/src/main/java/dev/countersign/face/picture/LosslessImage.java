package dev.countersign.face.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/**
 * A lossless WebP image, or the transparency of a lossy one: RFC 9649, section 3. It is read here
 * since the library's reader takes transparent black for another colour where writers leave it out
 * of the palette, as they do of most soft edges.
 */
final class LosslessImage {
  private final LosslessBits bits;
  private final Deque<LosslessTransform> done = new ArrayDeque<>();
  private final Set<Kind> seen = EnumSet.noneOf(Kind.class);
  private Size size;

  private LosslessImage(LosslessBits bits, Size size) {
    this.bits = bits;
    this.size = size;
  }

  /** As the two bits that announce them count them. */
  private enum Kind {
    PREDICTION,
    COLOURS,
    GREEN,
    PALETTE
  }

  /** Its pixels, as ARGB, behind the header that tells its size. */
  static int[] decode(LosslessBits bits, Size size) throws PictureRefused {
    LosslessImage image = new LosslessImage(bits, size);
    while (bits.flag()) {
      image.transform(Kind.values()[bits.read(2)]);
    }
    int[] pixels = LosslessPixels.ofAll(bits, image.size);
    for (LosslessTransform transform : image.done) {
      pixels = transform.undo(pixels);
    }
    return pixels;
  }

  // Section 3.5: "Each transform is allowed to be used only once."
  private void transform(Kind kind) throws PictureRefused {
    if (!seen.add(kind)) {
      throw PictureRefused.corrupt();
    }
    done.push(
        switch (kind) {
          case PREDICTION -> new PixelPrediction(size.width(), LosslessSquares.read(bits, size));
          case COLOURS ->
              new LosslessTransform.Colours(size.width(), LosslessSquares.read(bits, size));
          case GREEN -> LosslessTransform::addGreen;
          case PALETTE -> palette();
        });
  }

  private LosslessTransform palette() throws PictureRefused {
    int count = 1 + bits.read(8);
    int[] colours = LosslessPixels.ofPart(bits, Size.of(count, 1));
    LosslessTransform.Palette palette = LosslessTransform.Palette.of(size, colours);
    size = palette.packed();
    return palette;
  }
}
