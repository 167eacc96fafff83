package dev.countersign.face.picture;

/** What was done to a lossless WebP image before it was coded: RFC 9649, section 3.5. */
interface LosslessTransform {
  /** The image before it, of one after it, which may be changed. */
  int[] undo(int[] pixels);

  /** Section 3.5.3: green was taken off red and blue. */
  static int[] addGreen(int[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      int green = (pixels[i] >> 8) & 0xff;
      pixels[i] =
          (pixels[i] & 0xff00ff00) | (((pixels[i] & 0x00ff00ff) + green * 0x10001) & 0x00ff00ff);
    }
    return pixels;
  }

  /** Section 3.5.2: of each square, how much of green and red was taken off the other colours. */
  record Colours(int width, LosslessSquares squares) implements LosslessTransform {
    @Override
    public int[] undo(int[] pixels) {
      for (int i = 0; i < pixels.length; i++) {
        int square = squares.at(i % width, i / width);
        int green = pixels[i] >> 8;
        int red = (pixels[i] >> 16) + part(square, green);
        int blue = pixels[i] + part(square >> 8, green) + part(square >> 16, red);
        pixels[i] = (pixels[i] & 0xff00ff00) | ((red & 0xff) << 16) | (blue & 0xff);
      }
      return pixels;
    }

    private static int part(int share, int colour) {
      return ((byte) share * (byte) colour) >> 5;
    }
  }

  /**
   * Section 3.5.4: green is the number of a colour, and where there are few colours, of several
   * pixels'.
   *
   * @param bits as a power of two, how many pixels there are in one
   */
  record Palette(Size size, int bits, int[] colours) implements LosslessTransform {
    static Palette of(Size size, int[] colours) {
      for (int i = 1; i < colours.length; i++) {
        colours[i] = PixelPrediction.sum(colours[i], colours[i - 1]);
      }
      return new Palette(size, bits(colours.length), colours);
    }

    /** Of the image of numbers. */
    Size packed() throws PictureRefused {
      return Size.of(Math.ceilDiv(size.width(), 1 << bits), size.height());
    }

    private static int bits(int count) {
      if (count <= 2) {
        return 3;
      }
      if (count <= 4) {
        return 2;
      }
      return count <= 16 ? 1 : 0;
    }

    @Override
    public int[] undo(int[] packed) {
      int width = size.width();
      int across = Math.ceilDiv(width, 1 << bits);
      int each = 8 >> bits;
      // In the same place where that does: the largest images would not be there twice.
      int[] pixels = bits == 0 ? packed : new int[width * size.height()];
      for (int i = 0; i < pixels.length; i++) {
        int x = i % width;
        int green = (packed[(i / width) * across + (x >> bits)] >> 8) & 0xff;
        int number = (green >> ((x & ((1 << bits) - 1)) * each)) & ((1 << each) - 1);
        // "If the index is equal to or larger than color_table_size, the argb color value should be
        // set to 0x00000000 (transparent black)." Writers leave out the last colour when it is
        // that.
        pixels[i] = number < colours.length ? colours[number] : 0;
      }
      return pixels;
    }
  }
}
