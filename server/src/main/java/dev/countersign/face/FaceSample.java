package dev.countersign.face;

import java.util.OptionalDouble;

/**
 * The one face of a picture that passed the gates.
 *
 * @param face where it is in the picture it was found in
 * @param quality half the length of the summed embeddings of the aligned crop and its mirror; 2.5
 *     and more is usable, 3.75 usual
 * @param embedding of the aligned crop and its mirror together
 * @param aligned the crop the embedding was made of, 112 by 112
 * @param portrait a larger crop around the face, to look at
 * @param live how likely it is a living person, 0 to 1; absent when it was not asked for
 */
public record FaceSample(
    Face face,
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
    public double height() {
      return y2 - y1;
    }
  }
}
