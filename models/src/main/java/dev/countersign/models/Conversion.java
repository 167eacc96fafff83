package dev.countersign.models;

import dev.countersign.models.OnnxGraph.Attribute;
import dev.countersign.models.TfliteModel.Operator;
import dev.countersign.models.TfliteModel.Tensor;
import java.util.List;

/**
 * Writes a convolutional network of TensorFlow Lite in ONNX's words, for a batch of one. TensorFlow
 * keeps channels last, ONNX first: weights and shapes are turned accordingly, and so is the input.
 * Knows the operators that the networks in use consist of and refuses any other.
 */
final class Conversion {
  private static final int ADD = 0;
  private static final int CONVOLUTION = 3;
  private static final int DEPTHWISE_CONVOLUTION = 4;
  private static final int MULTIPLY = 18;
  private static final int RELU = 19;
  private static final int RESHAPE = 22;
  private static final int SUBTRACT = 41;
  private static final int ABSOLUTE = 101;

  private final TfliteModel model;
  private final OnnxGraph graph;

  private Conversion(TfliteModel model, OnnxGraph graph) {
    this.model = model;
    this.graph = graph;
  }

  /** The ONNX file of a TensorFlow Lite file. */
  static byte[] convert(String name, byte[] tflite) {
    TfliteModel model = TfliteModel.read(tflite);
    OnnxGraph graph = new OnnxGraph(name);
    Conversion conversion = new Conversion(model, graph);
    model.inputs().forEach(input -> graph.input(conversion.name(input), conversion.shape(input)));
    for (int output : model.outputs()) {
      graph.output(conversion.name(output), conversion.shape(output));
    }
    model.operators().forEach(conversion::convert);
    return graph.toBytes();
  }

  private void convert(Operator operator) {
    switch (operator.code()) {
      case CONVOLUTION, DEPTHWISE_CONVOLUTION -> convolution(operator);
      case ADD -> elementwise("Add", operator);
      case SUBTRACT -> elementwise("Sub", operator);
      case MULTIPLY -> elementwise("Mul", operator);
      case RELU -> elementwise("Relu", operator);
      case ABSOLUTE -> elementwise("Abs", operator);
      case RESHAPE -> reshape(operator);
      default -> throw new UnsupportedModelException("Operator " + operator.code());
    }
  }

  private void convolution(Operator operator) {
    boolean depthwise = operator.code() == DEPTHWISE_CONVOLUTION;
    FlatTable options = options(operator);
    refuse(options.int8(depthwise ? 4 : 3, 0) != 0, operator, "a fused activation");
    refuse(depthwise && options.int32(3, 1) != 1, operator, "a depth multiplier");
    refuse(options.int32(depthwise ? 5 : 4, 1) != 1, operator, "dilation");
    Tensor weights = tensor(operator.inputs().get(1));
    int output = operator.outputs().getFirst();
    int channels = weights.shape().get(depthwise ? 3 : 0);
    int height = weights.shape().get(1);
    int width = weights.shape().get(2);
    String turned = name(operator.inputs().get(1));
    graph.constant(
        turned,
        List.of(channels, depthwise ? 1 : weights.shape().get(3), height, width),
        Layout.channelsFirst(weights, depthwise));
    constant(operator.inputs().get(2));
    int strideX = options.int32(1, 1);
    int strideY = options.int32(2, 1);
    boolean same = options.int8(0, 0) == 0;
    List<Integer> from = tensor(operator.inputs().getFirst()).shape();
    List<Integer> vertical = Layout.padding(same, from.get(1), height, strideY);
    List<Integer> horizontal = Layout.padding(same, from.get(2), width, strideX);
    graph.node(
        "Conv",
        List.of(name(operator.inputs().getFirst()), turned, name(operator.inputs().get(2))),
        name(output),
        new Attribute.Numbers("kernel_shape", List.of(height, width)),
        new Attribute.Numbers("strides", List.of(strideY, strideX)),
        new Attribute.Numbers(
            "pads",
            List.of(
                vertical.getFirst(), horizontal.getFirst(), vertical.getLast(),
                horizontal.getLast())),
        new Attribute.Number("group", depthwise ? channels : 1));
  }

  private void elementwise(String name, Operator operator) {
    refuse(
        operator.options().map(options -> options.int8(0, 0) != 0).orElse(false),
        operator,
        "a fused activation");
    operator.inputs().forEach(this::constant);
    graph.node(
        name,
        operator.inputs().stream().map(this::name).toList(),
        name(operator.outputs().getFirst()));
  }

  /** The order of values survives turning only where there is nothing but channels. */
  private void reshape(Operator operator) {
    List<Integer> from = tensor(operator.inputs().getFirst()).shape();
    refuse(from.get(1) != 1 || from.get(2) != 1, operator, "pixels");
    int output = operator.outputs().getFirst();
    String shape = name(output) + "/shape";
    long[] sizes = shape(output).stream().mapToLong(Integer::longValue).toArray();
    graph.constant(shape, List.of(sizes.length), sizes);
    graph.node("Reshape", List.of(name(operator.inputs().getFirst()), shape), name(output));
  }

  /** One number a channel, as {@code [channels, 1, 1]}; biases of convolutions stay flat. */
  private void constant(int index) {
    Tensor tensor = tensor(index);
    if (!tensor.isConstant()) {
      return;
    }
    if (tensor.shape().size() != 1) {
      throw new UnsupportedModelException(tensor.name() + " is of shape " + tensor.shape());
    }
    boolean bias = model.operators().stream().anyMatch(operator -> isBias(operator, index));
    int channels = tensor.shape().getFirst();
    graph.constant(
        name(index), bias ? List.of(channels) : List.of(channels, 1, 1), tensor.floats());
  }

  private static boolean isBias(Operator operator, int index) {
    return operator.inputs().size() == 3 && operator.inputs().get(2) == index;
  }

  private FlatTable options(Operator operator) {
    return operator
        .options()
        .orElseThrow(() -> new UnsupportedModelException(operator.code() + " has no options"));
  }

  private static void refuse(boolean refused, Operator operator, String what) {
    if (refused) {
      throw new UnsupportedModelException("Operator " + operator.code() + " with " + what);
    }
  }

  private Tensor tensor(int index) {
    return model.tensors().get(index);
  }

  private String name(int index) {
    return tensor(index).name();
  }

  private List<Integer> shape(int index) {
    return Layout.ofOne(tensor(index).shape());
  }
}
