package dev.countersign.portal;

import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Picture;

/** How much light falls on a face: the mean of its luminance, 0 to 255. */
final class Light {
  /** Below this, photographs are refused as unclear more often than not. */
  static final double DARK = 45;

  /** Above this, hardly anything of a face is left. */
  static final double GLARING = 235;

  private Light() {}

  static double of(Picture picture, Face face) {
    int left = Math.clamp((long) face.x1(), 0, picture.width() - 1);
    int right = Math.clamp((long) face.x2(), left, picture.width() - 1);
    int top = Math.clamp((long) face.y1(), 0, picture.height() - 1);
    int bottom = Math.clamp((long) face.y2(), top, picture.height() - 1);
    byte[] rgb = picture.rgb();
    double sum = 0;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int at = 3 * (y * picture.width() + x);
        // Rec. ITU-R BT.601: luminance of red, green and blue.
        sum += .299 * (rgb[at] & 0xff) + .587 * (rgb[at + 1] & 0xff) + .114 * (rgb[at + 2] & 0xff);
      }
    }
    return sum / ((double) (right - left + 1) * (bottom - top + 1));
  }
}
