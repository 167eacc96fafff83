package dev.countersign.face.onnx;

import ai.onnxruntime.OrtSession;
import dev.countersign.face.Landmarks;
import dev.countersign.face.Picture;
import dev.countersign.face.Similarity;

/** Turns a face into numbers. For one thread. */
final class Embedder implements AutoCloseable {
  static final int DIMENSION = 512;

  private static final int SIZE = 112;
  private static final float MEAN = 127;
  private static final float SCALE = 128;

  /** Where eyes, nose and the mouth's corners have to be in the crop. */
  private static final double[] PLACES = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };

  final Inference inference;
  private final float[] planes = new float[3 * SIZE * SIZE];

  Embedder(OrtSession session) {
    inference = new Inference(session, 1, 3, SIZE, SIZE).giving("output", 1, DIMENSION);
  }

  /** The crop in which eyes, nose and mouth are where the model expects them. */
  Picture align(Picture picture, Landmarks landmarks) {
    return Similarity.fit(landmarks.fivePoints(), PLACES).warp(picture, SIZE, SIZE);
  }

  /** The sum of the embeddings of an aligned crop and of its mirror. */
  float[] embed(Picture aligned) {
    float[] sum = embedOnce(aligned);
    Planes.mirror(planes, SIZE);
    float[] mirrored = run();
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] += mirrored[i];
    }
    return sum;
  }

  /** The model's answer to an aligned crop. */
  float[] embedOnce(Picture aligned) {
    Planes.write(aligned, Planes.Order.BGR, MEAN, SCALE, SIZE, planes);
    return run();
  }

  private float[] run() {
    float[] embedding = new float[DIMENSION];
    inference.run(planes);
    inference.read("output", embedding);
    return embedding;
  }

  @Override
  public void close() {
    inference.close();
  }
}
