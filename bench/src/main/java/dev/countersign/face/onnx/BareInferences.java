package dev.countersign.face.onnx;

import dev.countersign.face.Picture;
import java.util.Optional;

/**
 * The runs of the models that one look at a picture takes, and nothing around them: detection,
 * landmarks, and the embeddings of the crop and of its mirror. In the engine's package because they
 * run on the engine's own sessions, settings and memory. For one thread.
 */
public final class BareInferences implements AutoCloseable {
  private final Pipeline pipeline;

  /** The loaded models; several threads may share them. */
  public static final class Loaded implements AutoCloseable {
    private final Models models = Models.load(new ModelFiles(Optional.empty()), () -> {});

    @Override
    public void close() {
      models.close();
    }
  }

  /** Prepared with what the models are given of that picture. */
  public BareInferences(Loaded loaded, Picture picture) {
    pipeline = new Pipeline(loaded.models);
    if (pipeline.analyse(picture).isEmpty()) {
      throw new IllegalArgumentException("There is no face in the picture");
    }
  }

  /** Runs them once. */
  public void run() {
    pipeline.detector.inference.run();
    pipeline.landmarker.inference.run();
    pipeline.embedder.inference.run();
    pipeline.embedder.inference.run();
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
