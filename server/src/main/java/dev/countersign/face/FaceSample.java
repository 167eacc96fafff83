package dev.countersign.face;

import java.util.OptionalDouble;

/**
 * The one face of a picture that passed the gates.
 *
 * @param face where it is in the picture, as far as that was turned to find it
 * @param landmarks its points in the same picture
 * @param quality half the length of the summed embeddings of the aligned crop and its mirror; 2.5
 *     and more is usable, 3.75 usual
 * @param embedding of the aligned crop and its mirror together
 * @param aligned the crop the embedding was made of, 112 by 112
 * @param portrait a larger crop around the face, to look at
 * @param live how likely it is a living person, 0 to 1; absent when it was not asked for
 */
public record FaceSample(
    Face face,
    Landmarks landmarks,
    double quality,
    Embedding embedding,
    Picture aligned,
    Picture portrait,
    OptionalDouble live) {
  /**
   * A face as it was found.
   *
   * @param x1 left edge in pixels
   * @param y1 upper edge in pixels
   * @param x2 right edge in pixels
   * @param y2 lower edge in pixels
   * @param score the detector's, 0 to 1
   */
  public record Face(double x1, double y1, double x2, double y2, double score) {
    /** In pixels. */
    public double width() {
      return x2 - x1;
    }

    /** In pixels. */
    public double height() {
      return y2 - y1;
    }

    /** In pixels. */
    public double area() {
      return width() * height();
    }

    /** The left edge of the square on the face's centre, as high as the face. */
    public double squareX() {
      return (x1 + x2 - height()) / 2;
    }

    /** The same face in a picture of which its own is a part. */
    public Face moved(double dx, double dy) {
      return new Face(x1 + dx, y1 + dy, x2 + dx, y2 + dy, score);
    }

    /** How much it and another cover both, of what they cover together: 0 to 1. */
    public double overlap(Face other) {
      double across = Math.min(x2, other.x2) - Math.max(x1, other.x1);
      double down = Math.min(y2, other.y2) - Math.max(y1, other.y1);
      if (across <= 0 || down <= 0) {
        return 0;
      }
      double shared = across * down;
      return shared / (area() + other.area() - shared);
    }
  }
}
