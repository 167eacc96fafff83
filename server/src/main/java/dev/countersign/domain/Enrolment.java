package dev.countersign.domain;

import java.time.Instant;

/**
 * Where a person's face enrolment stands.
 *
 * @param reference the two 32-digit hexadecimal numbers of the enrolment URL, joined by a slash
 * @param state how far it got
 * @param changedAt when it got there
 * @param openUntil until when the URL works once in a browser that carries no token
 */
public record Enrolment(String reference, State state, Instant changedAt, Instant openUntil) {
  /** How far an enrolment got. */
  public enum State {
    DRAFT,
    SUCCESS,
    FAILURE
  }

  /** Without the reference, which is a capability: safe in a log. */
  @Override
  public String toString() {
    return "Enrolment[" + state + "]";
  }
}
