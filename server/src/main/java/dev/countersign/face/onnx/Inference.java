package dev.countersign.face.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One model with memory for its input and outputs, which every run uses again. For one thread; any
 * number of these may share a session.
 */
final class Inference implements AutoCloseable {
  private final OrtSession session;
  private final FloatBuffer input;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, FloatBuffer> outputs = new LinkedHashMap<>();
  private final Map<String, OnnxValue> pinned = new LinkedHashMap<>();

  /** For a model whose one input is called {@code input} and has that shape. */
  Inference(OrtSession session, long... shape) {
    this.session = session;
    this.input = buffer(shape);
    this.inputs = Map.of("input", tensor(input, shape));
  }

  /** Has the model write that output here. */
  Inference giving(String name, long... shape) {
    FloatBuffer memory = buffer(shape);
    outputs.put(name, memory);
    pinned.put(name, tensor(memory, shape));
    return this;
  }

  private static FloatBuffer buffer(long... shape) {
    long values = 1;
    for (long size : shape) {
      values *= size;
    }
    return ByteBuffer.allocateDirect(Math.toIntExact(values * Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static OnnxTensor tensor(FloatBuffer memory, long... shape) {
    try {
      return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), memory, shape);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the model on the values. */
  void run(float[] values) {
    input.put(0, values);
    run();
  }

  /** Runs the model on the values it was given last. */
  void run() {
    try (OrtSession.Result result = session.run(inputs, pinned)) {
      assert result.size() == pinned.size();
    } catch (OrtException e) {
      throw new IllegalStateException("A face model failed", e);
    }
  }

  /** Copies an output of the last run. */
  void read(String output, float[] into) {
    FloatBuffer memory = outputs.get(output);
    if (memory == null) {
      throw new IllegalArgumentException(output);
    }
    memory.get(0, into);
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    pinned.values().forEach(OnnxValue::close);
  }
}
