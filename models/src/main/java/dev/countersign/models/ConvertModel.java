package dev.countersign.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the ONNX file of a TensorFlow Lite file: {@code ConvertModel IN.tflite OUT.onnx}. */
public final class ConvertModel {
  private ConvertModel() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("Say which file, and what to write: IN.tflite OUT.onnx");
    }
    Path from = Path.of(arguments[0]).toAbsolutePath();
    Path to = Path.of(arguments[1]).toAbsolutePath();
    String name = String.valueOf(from.getFileName());
    Files.createDirectories(to.resolveSibling("."));
    Files.write(to, Conversion.convert(name.replace(".tflite", ""), Files.readAllBytes(from)));
  }
}
