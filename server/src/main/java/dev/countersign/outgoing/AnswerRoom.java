package dev.countersign.outgoing;

/** Memory for answers: asked for more before more of an answer is kept. */
@FunctionalInterface
public interface AnswerRoom {
  /** For answers whose limit is small enough. */
  AnswerRoom UNBOUNDED = bytes -> true;

  /**
   * Takes room for so many more bytes; whoever gave the room gives it back.
   *
   * @return whether there was any
   */
  boolean take(int bytes);
}
