package dev.countersign.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The one graph of a TensorFlow Lite file.
 *
 * @param tensors all values, constants among them; operators refer to them by index
 * @param inputs indices of what is given
 * @param outputs indices of what is asked for
 * @param operators in an order in which they can be run
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">the
 *     schema, whose field numbers stand here</a>
 */
record TfliteModel(
    List<Tensor> tensors, List<Integer> inputs, List<Integer> outputs, List<Operator> operators) {
  static final int FLOAT32 = 0;
  static final int INT32 = 2;

  /**
   * A value.
   *
   * @param type the schema's number of the type of its elements
   * @param data its bytes when it is a constant, otherwise none
   */
  record Tensor(String name, List<Integer> shape, int type, byte[] data) {
    boolean isConstant() {
      return data.length > 0;
    }

    /** The elements of a constant of 32-bit floats. */
    float[] floats() {
      if (type != FLOAT32) {
        throw new UnsupportedModelException(name + " is of type " + type + ", not float32");
      }
      FloatBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[] floats = new float[buffer.remaining()];
      buffer.get(floats);
      return floats;
    }

    /** The elements of a constant of 32-bit integers. */
    int[] integers() {
      if (type != INT32) {
        throw new UnsupportedModelException(name + " is of type " + type + ", not int32");
      }
      var buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      int[] integers = new int[buffer.remaining()];
      buffer.get(integers);
      return integers;
    }
  }

  /**
   * A step of the computation.
   *
   * @param code the schema's number of the built-in operator
   * @param options the table of its options, whose fields the operator defines
   */
  record Operator(
      int code, List<Integer> inputs, List<Integer> outputs, Optional<FlatTable> options) {}

  static TfliteModel read(byte[] file) {
    FlatTable model = FlatTable.root(file, "TFL3");
    List<Integer> codes = model.tables(1).stream().map(TfliteModel::code).toList();
    List<byte[]> buffers = model.tables(4).stream().map(buffer -> buffer.bytes(0)).toList();
    List<FlatTable> graphs = model.tables(2);
    if (graphs.size() != 1) {
      throw new UnsupportedModelException("The file has " + graphs.size() + " graphs, not one");
    }
    FlatTable graph = graphs.getFirst();
    return new TfliteModel(
        graph.tables(0).stream().map(tensor -> tensor(tensor, buffers)).toList(),
        graph.integers(1),
        graph.integers(2),
        graph.tables(3).stream().map(operator -> operator(operator, codes)).toList());
  }

  /** Codes above 127 have a field of their own; the older one then holds 127. */
  private static int code(FlatTable operatorCode) {
    return Math.max(operatorCode.int8(0, 0), operatorCode.int32(3, 0));
  }

  private static Tensor tensor(FlatTable tensor, List<byte[]> buffers) {
    return new Tensor(
        tensor.text(3),
        tensor.integers(0),
        tensor.int8(1, FLOAT32),
        buffers.get(tensor.int32(2, 0)));
  }

  private static Operator operator(FlatTable operator, List<Integer> codes) {
    return new Operator(
        codes.get(operator.int32(0, 0)),
        operator.integers(1),
        operator.integers(2),
        operator.table(4));
  }
}
