package dev.countersign.face.picture;

/**
 * The transform of a lossless WebP image that leaves of each pixel how it differs from what those
 * before it let expect: RFC 9649, section 3.5.1.
 *
 * @param squares the way each is predicted in, in green
 */
record PixelPrediction(int width, LosslessSquares squares) implements LosslessTransform {
  private static final int BLACK = 0xff000000;

  @Override
  public int[] undo(int[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = sum(pixels[i], expected(pixels, i));
    }
    return pixels;
  }

  /** Of each of the four bytes, without what is carried. */
  static int sum(int one, int other) {
    int odd = (one & 0xff00ff00) + (other & 0xff00ff00);
    int even = (one & 0x00ff00ff) + (other & 0x00ff00ff);
    return (odd & 0xff00ff00) | (even & 0x00ff00ff);
  }

  private int expected(int[] pixels, int at) {
    int x = at % width;
    int y = at / width;
    if (at == 0) {
      return BLACK;
    }
    if (y == 0) {
      return pixels[at - 1];
    }
    int top = pixels[at - width];
    if (x == 0) {
      return top;
    }
    // At the right edge, the row's own first pixel stands in for the one beyond.
    int right = pixels[at - width + 1];
    int way = (squares.at(x, y) >> 8) & 15;
    return expected(way, pixels[at - 1], top, right, pixels[at - width - 1]);
  }

  private static int expected(int way, int left, int top, int right, int corner) {
    return switch (way) {
      case 1 -> left;
      case 2 -> top;
      case 3 -> right;
      case 4 -> corner;
      case 5 -> mean(mean(left, right), top);
      case 6 -> mean(left, corner);
      case 7 -> mean(left, top);
      case 8 -> mean(corner, top);
      case 9 -> mean(top, right);
      case 10 -> mean(mean(left, corner), mean(top, right));
      case 11 -> nearer(left, top, corner);
      case 12 -> whole(left, top, corner);
      case 13 -> half(mean(left, top), corner);
      default -> BLACK;
    };
  }

  private static int mean(int one, int other) {
    return (one & other) + (((one ^ other) >>> 1) & 0x7f7f7f7f);
  }

  private static int nearer(int left, int top, int corner) {
    int difference = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int middle = byteOf(corner, shift);
      difference += Math.abs(byteOf(top, shift) - middle) - Math.abs(byteOf(left, shift) - middle);
    }
    return difference < 0 ? left : top;
  }

  private static int whole(int left, int top, int corner) {
    int pixel = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int sum = byteOf(left, shift) + byteOf(top, shift) - byteOf(corner, shift);
      pixel |= Math.clamp(sum, 0, 255) << shift;
    }
    return pixel;
  }

  private static int half(int mean, int corner) {
    int pixel = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int middle = byteOf(mean, shift);
      pixel |= Math.clamp(middle + (middle - byteOf(corner, shift)) / 2, 0, 255) << shift;
    }
    return pixel;
  }

  private static int byteOf(int pixel, int shift) {
    return (pixel >>> shift) & 0xff;
  }
}
