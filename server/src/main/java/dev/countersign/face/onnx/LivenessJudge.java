package dev.countersign.face.onnx;

import ai.onnxruntime.OrtSession;
import dev.countersign.face.Area;
import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Picture;
import dev.countersign.face.Resampling;

/**
 * Says how likely a face is that of a living person before the camera, not a print or a screen. A
 * weak signal beside others. For one thread.
 */
final class LivenessJudge implements AutoCloseable {
  private static final int SIZE = 128;
  private static final int CLASSES = 3;
  private static final double SURROUNDINGS = 2.7;
  private static final double WIDE_SURROUNDINGS = 4;
  private static final double MOST_LOG_ODDS = 20;

  private final Inference inference;
  private final float[] planes = new float[3 * SIZE * SIZE];
  private final float[] output = new float[CLASSES];

  LivenessJudge(OrtSession session) {
    inference = new Inference(session, 1, 3, SIZE, SIZE).giving("output", 1, CLASSES);
  }

  /**
   * From 0, surely not, to 1: the mean, of log odds, of a view of the face and of a wider one. What
   * a screen or a sheet of paper ends in is seen in the wider one. Both are mirrored, because the
   * model judges mirrored views better at every width.
   */
  double live(Picture picture, Face face) {
    double near = logOdds(picture, surroundings(picture, face, SURROUNDINGS), true);
    double wide = logOdds(picture, surroundings(picture, face, WIDE_SURROUNDINGS), true);
    return 1 / (1 + Math.exp(-(near + wide) / 2));
  }

  /** What the model says of the nearer view alone. */
  double liveOnce(Picture picture, Face face) {
    return 1 / (1 + Math.exp(-logOdds(picture, surroundings(picture, face, SURROUNDINGS), false)));
  }

  private double logOdds(Picture picture, Area view, boolean mirrored) {
    Picture cut = Resampling.resize(picture, view, SIZE, SIZE);
    Planes.write(cut, Planes.Order.BGR, 0, 1, SIZE, planes);
    if (mirrored) {
      Planes.mirror(planes, SIZE);
    }
    inference.run(planes);
    inference.read("output", output);
    double attack = Math.max(output[1], output[2]);
    // The log of a sum of exponentials, without overflow.
    double either = attack + Math.log1p(Math.exp(Math.min(output[1], output[2]) - attack));
    return Math.clamp(output[0] - either, -MOST_LOG_ODDS, MOST_LOG_ODDS);
  }

  /** The face's square within the picture, grown about its centre and shifted inside. */
  static Area surroundings(Picture picture, Face face, double most) {
    int left = (int) Math.max(0, face.squareX());
    int top = (int) Math.max(0, face.y1());
    int right = (int) Math.min(picture.width(), face.squareX() + face.height());
    int bottom = (int) Math.min(picture.height(), face.y2());
    int width = Math.max(1, right - left);
    int height = Math.max(1, bottom - top);
    double scale =
        Math.min(
            most, Math.min((picture.height() - 1.0) / height, (picture.width() - 1.0) / width));
    double newWidth = Math.max(1, width * scale);
    double newHeight = Math.max(1, height * scale);
    return inside(
        picture,
        left + width / 2.0 - newWidth / 2,
        top + height / 2.0 - newHeight / 2,
        newWidth,
        newHeight);
  }

  private static Area inside(Picture picture, double x, double y, double width, double height) {
    double left = Math.clamp(x, 0, Math.max(0, picture.width() - 1 - width));
    double top = Math.clamp(y, 0, Math.max(0, picture.height() - 1 - height));
    int right = Math.min(picture.width(), (int) (left + width) + 1);
    int bottom = Math.min(picture.height(), (int) (top + height) + 1);
    return new Area((int) left, (int) top, right - (int) left, bottom - (int) top);
  }

  @Override
  public void close() {
    inference.close();
  }
}
