package dev.countersign.face.onnx;

import ai.onnxruntime.OrtSession;
import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Picture;
import dev.countersign.face.Resampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds faces in a picture of any size. For one thread. */
final class Detector implements AutoCloseable {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;

  private static final int ANCHORS = 4420;
  private static final float MEAN = 127;
  private static final float SCALE = 128;
  private static final float LEAST_SCORE = .65f;
  private static final double MOST_OVERLAP = .4;

  final Inference inference;
  private final float[] planes = new float[3 * WIDTH * HEIGHT];
  private final float[] scores = new float[2 * ANCHORS];
  private final float[] boxes = new float[4 * ANCHORS];

  Detector(OrtSession session) {
    inference =
        new Inference(session, 1, 3, HEIGHT, WIDTH)
            .giving("scores", 1, ANCHORS, 2)
            .giving("boxes", 1, ANCHORS, 4);
  }

  /** Every face, the largest first. */
  List<Face> detect(Picture picture) {
    int width = picture.width();
    int height = picture.height();
    double scale = Math.min((double) WIDTH / width, (double) HEIGHT / height);
    int newWidth = (int) Math.max(1, Math.rint(width * scale));
    int newHeight = (int) Math.max(1, Math.rint(height * scale));
    Arrays.fill(planes, -MEAN / SCALE);
    Picture small = Resampling.resize(picture, newWidth, newHeight);
    Planes.write(small, Planes.Order.RGB, MEAN, SCALE, WIDTH, planes);
    inference.run(planes);
    inference.read("scores", scores);
    inference.read("boxes", boxes);
    double across = (double) WIDTH * width / newWidth;
    double down = (double) HEIGHT * height / newHeight;
    return withoutDoubles(candidates(across, down));
  }

  private List<Face> candidates(double across, double down) {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < ANCHORS; i++) {
      float score = scores[2 * i + 1];
      if (score >= LEAST_SCORE) {
        int box = 4 * i;
        faces.add(
            new Face(
                boxes[box] * across,
                boxes[box + 1] * down,
                boxes[box + 2] * across,
                boxes[box + 3] * down,
                score));
      }
    }
    return faces;
  }

  /** Keeps of faces that overlap the one with the best score. */
  static List<Face> withoutDoubles(List<Face> candidates) {
    List<Face> kept = new ArrayList<>();
    candidates.stream()
        .filter(face -> face.width() > 0 && face.height() > 0)
        .sorted(Comparator.comparingDouble(Face::score).reversed())
        .filter(face -> kept.stream().noneMatch(other -> face.overlap(other) > MOST_OVERLAP))
        .forEachOrdered(kept::add);
    kept.sort(Comparator.comparingDouble(Face::area).reversed());
    return kept;
  }

  /** What the model said of the last picture, by anchor: of it being a face. */
  float score(int anchor) {
    return scores[2 * anchor + 1];
  }

  /** What the model said of the last picture, by anchor: x1, y1, x2, y2 in parts of its size. */
  float[] box(int anchor) {
    return Arrays.copyOfRange(boxes, 4 * anchor, 4 * anchor + 4);
  }

  @Override
  public void close() {
    inference.close();
  }
}
