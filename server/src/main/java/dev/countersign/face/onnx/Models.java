package dev.countersign.face.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

/** The loaded models, shared by all threads. */
final class Models implements AutoCloseable {
  final OrtSession detect;
  final OrtSession landmark;
  final OrtSession feature;
  final OrtSession liveness;

  /** The first of the embedding model's digest: embeddings of another are no match. */
  final String featureDigest;

  private Models(ModelFiles files, Runnable libraries) {
    byte[] embedder = files.read(ModelFiles.Role.FEATURE);
    byte[] detector = files.read(ModelFiles.Role.DETECT);
    byte[] landmarker = files.read(ModelFiles.Role.LANDMARK);
    byte[] judge = files.read(ModelFiles.Role.LIVENESS);
    featureDigest = ModelFiles.digest(embedder);
    libraries.run();
    detect = open(ModelFiles.Role.DETECT, detector);
    landmark = open(ModelFiles.Role.LANDMARK, landmarker);
    feature = open(ModelFiles.Role.FEATURE, embedder);
    liveness = open(ModelFiles.Role.LIVENESS, judge);
  }

  /**
   * Reads and prepares them; takes a moment.
   *
   * @param libraries what makes ONNX Runtime's own libraries ready, once every file is there
   * @throws java.io.UncheckedIOException when a file cannot be read
   * @throws IllegalStateException when one cannot be run
   */
  static Models load(ModelFiles files, Runnable libraries) {
    return new Models(files, libraries);
  }

  private static OrtSession open(ModelFiles.Role role, byte[] model) {
    try {
      return open(model);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "The face model "
              + role.file()
              + " cannot be run; is it a whole ONNX file? "
              + e.getMessage(),
          e);
    }
  }

  private static OrtSession open(byte[] model) throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "countersign");
    try (SessionOptions options = new SessionOptions()) {
      // Many requests at once keep the processors busy better than many threads for one do.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      // Costs memory and, measured, saves no time.
      options.setMemoryPatternOptimization(false);
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      return environment.createSession(model, options);
    }
  }

  @Override
  public void close() {
    for (OrtSession session : new OrtSession[] {detect, landmark, feature, liveness}) {
      close(session);
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
