package dev.countersign.evaluation;

/** What was given cannot be measured; the message says what is wrong with it, and where. */
public final class EvaluationFailed extends Exception {
  private static final long serialVersionUID = 1;

  EvaluationFailed(String message) {
    super(message);
  }
}
