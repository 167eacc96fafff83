package dev.countersign.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A network while it is written as an ONNX file. Field and type numbers are those of {@code
 * onnx.proto}; values refer to one another by name.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class OnnxGraph {
  /** The file format's version, and the operators' of that time. */
  private static final int IR_VERSION = 7;

  private static final int OPSET = 13;

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ProtobufMessage graph = new ProtobufMessage();

  OnnxGraph(String name) {
    graph.text(2, name);
  }

  /** What an operator is told beside its inputs. */
  sealed interface Attribute {
    String name();

    record Number(String name, long value) implements Attribute {}

    record Numbers(String name, List<Integer> values) implements Attribute {}
  }

  void node(String operator, List<String> inputs, String output, Attribute... attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    for (Attribute attribute : attributes) {
      node.message(5, message(attribute));
    }
    graph.message(1, node);
  }

  private static ProtobufMessage message(Attribute attribute) {
    ProtobufMessage message = new ProtobufMessage().text(1, attribute.name());
    return switch (attribute) {
      case Attribute.Number(_, long value) -> message.number(3, value).number(20, 2);
      case Attribute.Numbers(_, List<Integer> values) -> {
        values.forEach(value -> message.number(8, value));
        yield message.number(20, 7);
      }
    };
  }

  void constant(String name, List<Integer> shape, float[] values) {
    ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length);
    raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    constant(name, shape, FLOAT, raw.array());
  }

  void constant(String name, List<Integer> shape, long[] values) {
    ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length);
    raw.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    constant(name, shape, INT64, raw.array());
  }

  private void constant(String name, List<Integer> shape, int type, byte[] raw) {
    ProtobufMessage tensor = new ProtobufMessage();
    shape.forEach(size -> tensor.number(1, size));
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
  }

  void input(String name, List<Integer> shape) {
    graph.message(11, value(name, shape));
  }

  void output(String name, List<Integer> shape) {
    graph.message(12, value(name, shape));
  }

  private static ProtobufMessage value(String name, List<Integer> shape) {
    ProtobufMessage dimensions = new ProtobufMessage();
    shape.forEach(size -> dimensions.message(1, new ProtobufMessage().number(1, size)));
    ProtobufMessage tensor = new ProtobufMessage().number(1, FLOAT).message(2, dimensions);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }

  /** The file. */
  byte[] toBytes() {
    return new ProtobufMessage()
        .number(1, IR_VERSION)
        .text(2, "countersign")
        .message(8, new ProtobufMessage().text(1, "").number(2, OPSET))
        .message(7, graph)
        .toBytes();
  }
}
