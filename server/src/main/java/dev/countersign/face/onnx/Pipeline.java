package dev.countersign.face.onnx;

import dev.countersign.face.Analysis;
import dev.countersign.face.Area;
import dev.countersign.face.Embedding;
import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Glance;
import dev.countersign.face.Landmarks;
import dev.countersign.face.MainFace;
import dev.countersign.face.Picture;
import dev.countersign.face.QualityGates;
import dev.countersign.face.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The way from a picture to an embedding. For one thread. */
final class Pipeline implements AutoCloseable {
  private static final int QUARTERS = 4;

  final Detector detector;
  final Landmarker landmarker;
  final Embedder embedder;
  final LivenessJudge judge;

  Pipeline(Models models) {
    detector = new Detector(models.detect);
    landmarker = new Landmarker(models.landmark);
    embedder = new Embedder(models.feature);
    judge = new LivenessJudge(models.liveness);
  }

  /**
   * What is in the picture, or in it turned, when that gives a better face. Empty without a face.
   */
  Optional<Analysis> analyse(Picture picture) {
    Optional<Analysis> upright = upright(picture, 0, detector.detect(picture));
    if (isGood(upright)) {
      return upright;
    }
    Optional<Analysis> best = upright;
    for (int quarters = 1; quarters < QUARTERS; quarters++) {
      Picture turned = picture.turned(quarters);
      best = better(best, upright(turned, quarters, detector.detect(turned)));
    }
    if (best.isEmpty()) {
      return upright(picture, 0, detectInTiles(picture));
    }
    return best;
  }

  /** Where the faces are, and the main one's points. */
  Glance glance(Picture picture) {
    List<Face> faces = MainFace.first(detector.detect(picture), picture.width(), picture.height());
    return new Glance(
        faces, faces.stream().findFirst().map(main -> landmarker.find(picture, main)));
  }

  private static boolean isGood(Optional<Analysis> analysis) {
    return analysis.isPresent() && analysis.get().quality() >= QualityGates.LEAST_UPRIGHT_QUALITY;
  }

  private static Optional<Analysis> better(Optional<Analysis> one, Optional<Analysis> other) {
    if (one.isEmpty() || (other.isPresent() && other.get().quality() > one.get().quality())) {
      return other;
    }
    return one;
  }

  private Optional<Analysis> upright(Picture picture, int quarters, List<Face> found) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Face> faces = MainFace.first(found, picture.width(), picture.height());
    Landmarks landmarks = landmarker.find(picture, faces.getFirst());
    Picture aligned = embedder.align(picture, landmarks);
    float[] sum = embedder.embed(aligned);
    double quality = Math.sqrt(squares(sum)) / 2;
    return Optional.of(
        new Analysis(
            picture,
            quarters,
            faces,
            landmarks,
            quality,
            Embedding.directionOf(sum),
            aligned,
            OptionalDouble.empty()));
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  private List<Face> detectInTiles(Picture picture) {
    List<Face> faces = new ArrayList<>();
    for (Area tile : Tiles.of(picture)) {
      Picture part = Resampling.resize(picture, tile, tile.width(), tile.height());
      detector.detect(part).forEach(face -> faces.add(face.moved(tile.x(), tile.y())));
    }
    return Detector.withoutDoubles(faces);
  }

  /** The same with a judgement of liveness. */
  Analysis judged(Analysis analysis) {
    return analysis.withLive(judge.live(analysis.picture(), analysis.face()));
  }

  @Override
  public void close() {
    detector.close();
    landmarker.close();
    embedder.close();
    judge.close();
  }
}
