package dev.countersign.models;

import dev.countersign.models.TfliteModel.Tensor;
import java.util.List;

/** Where the numbers stand: TensorFlow has channels last, ONNX first. */
final class Layout {
  private Layout() {}

  /** A shape with channels first, for a batch of one whatever the file's batch was. */
  static List<Integer> ofOne(List<Integer> shape) {
    return switch (shape.size()) {
      case 2 -> List.of(1, shape.get(1));
      case 4 -> List.of(1, shape.get(3), shape.get(1), shape.get(2));
      default -> throw new UnsupportedModelException("A value of shape " + shape);
    };
  }

  /**
   * Weights of a convolution as [outputs, inputs, height, width], from [outputs, height, width,
   * inputs] or, where every channel has its own, [1, height, width, channels].
   */
  static float[] channelsFirst(Tensor weights, boolean depthwise) {
    List<Integer> shape = weights.shape();
    int outer = shape.get(0);
    int pixels = shape.get(1) * shape.get(2);
    int inner = shape.get(3);
    if (depthwise && outer != 1) {
      throw new UnsupportedModelException(weights.name() + " is of shape " + shape);
    }
    float[] from = weights.floats();
    float[] to = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      int channel = i % inner;
      int pixel = i / inner % pixels;
      int block = i / inner / pixels;
      to[(block * inner + channel) * pixels + pixel] = from[i];
    }
    return to;
  }

  /**
   * How many pixels of zeros stand before and after. TensorFlow's "same" makes {@code ceil(size /
   * stride)} of {@code size} and puts the odd one after.
   */
  static List<Integer> padding(boolean same, int size, int kernel, int stride) {
    if (!same) {
      return List.of(0, 0);
    }
    int outputs = Math.ceilDiv(size, stride);
    int total = Math.max(0, (outputs - 1) * stride + kernel - size);
    return List.of(total / 2, total - total / 2);
  }
}
