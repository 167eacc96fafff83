package dev.countersign.notify;

import java.time.Instant;

/**
 * How the caller's dialect words what it is answered, for the callback that repeats it.
 *
 * @param <R> what became of the call
 */
public interface CallbackBody<R> {
  /** The JSON of the answer, with what kind of request it was and when. */
  byte[] of(R result, Instant at);
}
