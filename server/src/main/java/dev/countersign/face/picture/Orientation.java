package dev.countersign.face.picture;

import dev.countersign.face.Picture;

/**
 * How a camera was held: Exif 2.32, section 4.6.4.A, tag 274. Row and column zero of the stored
 * samples are which sides of the upright picture.
 */
enum Orientation {
  TOP_LEFT,
  TOP_RIGHT,
  BOTTOM_RIGHT,
  BOTTOM_LEFT,
  LEFT_TOP,
  RIGHT_TOP,
  RIGHT_BOTTOM,
  LEFT_BOTTOM;

  /** Of the tag's value; what is not 1 to 8 counts as upright. */
  static Orientation of(int tag) {
    if (tag < 1 || tag > values().length) {
      return TOP_LEFT;
    }
    return values()[tag - 1];
  }

  /** The picture turned and mirrored to stand upright. */
  Picture upright(Picture stored) {
    int w = stored.width();
    int h = stored.height();
    // Where the stored first sample goes, and the steps of a stored column and row.
    return switch (this) {
      case TOP_LEFT -> stored;
      case TOP_RIGHT -> moved(stored, w, w - 1, -1, w);
      case BOTTOM_RIGHT -> moved(stored, w, w * h - 1, -1, -w);
      case BOTTOM_LEFT -> moved(stored, w, w * (h - 1), 1, -w);
      case LEFT_TOP -> moved(stored, h, 0, h, 1);
      case RIGHT_TOP -> moved(stored, h, h - 1, h, -1);
      case RIGHT_BOTTOM -> moved(stored, h, w * h - 1, -h, -1);
      case LEFT_BOTTOM -> moved(stored, h, h * (w - 1), -h, 1);
    };
  }

  private static Picture moved(Picture stored, int width, int first, int column, int row) {
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    int source = 0;
    for (int y = 0; y < stored.height(); y++) {
      int target = 3 * (first + y * row);
      for (int x = 0; x < stored.width(); x++) {
        to[target] = from[source];
        to[target + 1] = from[source + 1];
        to[target + 2] = from[source + 2];
        source += 3;
        target += 3 * column;
      }
    }
    return new Picture(width, stored.width() * stored.height() / width, to);
  }
}
