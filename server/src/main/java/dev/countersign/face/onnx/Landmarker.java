package dev.countersign.face.onnx;

import ai.onnxruntime.OrtSession;
import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Landmarks;
import dev.countersign.face.Picture;
import dev.countersign.face.Similarity;

/** Finds the 68 points of a face. For one thread. */
final class Landmarker implements AutoCloseable {
  private static final int SIZE = 64;

  final Inference inference;
  private final float[] grey = new float[SIZE * SIZE];
  private final float[] output = new float[2 * Landmarks.POINTS];

  Landmarker(OrtSession session) {
    inference = new Inference(session, 1, 1, SIZE, SIZE).giving("output", 1, 2L * Landmarks.POINTS);
  }

  Landmarks find(Picture picture, Face face) {
    double side = face.height();
    double left = face.squareX();
    Picture square = Similarity.ofSquare(left, face.y1(), side, SIZE).warp(picture, SIZE, SIZE);
    byte[] rgb = square.rgb();
    for (int i = 0; i < grey.length; i++) {
      grey[i] = grey(rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff) / 256;
    }
    inference.run(grey);
    inference.read("output", output);
    double[] points = new double[output.length];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = output[i] * side + left;
      points[i + 1] = output[i + 1] * side + face.y1();
    }
    return new Landmarks(points);
  }

  private static float grey(int red, int green, int blue) {
    return (float) Math.rint(.299 * red + .587 * green + .114 * blue);
  }

  @Override
  public void close() {
    inference.close();
  }
}
