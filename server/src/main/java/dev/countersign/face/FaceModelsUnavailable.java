package dev.countersign.face;

/**
 * No face can be looked at, because a model's file is missing or cannot be run. It stays so until
 * the server is started with another file; the message names it, for operators.
 */
public final class FaceModelsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FaceModelsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
