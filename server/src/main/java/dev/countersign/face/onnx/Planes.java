package dev.countersign.face.onnx;

import dev.countersign.face.Picture;

/** Pictures as models take them: one plane of numbers for each colour. */
final class Planes {
  private Planes() {}

  /** The order of the planes. */
  enum Order {
    RGB,
    BGR
  }

  /**
   * Writes (value − mean) / scale of a picture into the upper left of planes.
   *
   * @param width of the planes, at least the picture's
   * @param planes three of the same size, one after the other
   */
  static void write(
      Picture picture, Order order, float mean, float scale, int width, float[] planes) {
    int size = planes.length / 3;
    int red = order == Order.RGB ? 0 : 2 * size;
    int blue = 2 * size - red;
    byte[] rgb = picture.rgb();
    float[] values = table(mean, scale);
    for (int row = 0; row < picture.height(); row++) {
      int from = 3 * row * picture.width();
      int to = row * width;
      for (int end = to + picture.width(); to < end; to++) {
        planes[red + to] = values[rgb[from] & 0xff];
        planes[size + to] = values[rgb[from + 1] & 0xff];
        planes[blue + to] = values[rgb[from + 2] & 0xff];
        from += 3;
      }
    }
  }

  /** Turns left to right in all planes. */
  static void mirror(float[] planes, int width) {
    for (int row = 0; row < planes.length; row += width) {
      for (int i = 0; i < width / 2; i++) {
        float left = planes[row + i];
        planes[row + i] = planes[row + width - 1 - i];
        planes[row + width - 1 - i] = left;
      }
    }
  }

  private static float[] table(float mean, float scale) {
    float[] values = new float[256];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - mean) / scale;
    }
    return values;
  }
}
