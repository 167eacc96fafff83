package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something every node's galleries must learn of.
 *
 * @param seq its number, from 1, in the order of commits and without gaps
 * @param customerId whose gallery it is about
 * @param userId whose face, or null when it is about the whole gallery
 * @param kind what became of it
 * @param at when
 */
public record FaceChange(
    long seq, CustomerId customerId, @Nullable UserId userId, Kind kind, Instant at) {
  /** What became of a face. Names are stored, so they are never changed. */
  public enum Kind {
    /** It is new or another one: read it again. */
    STORED,
    /** It is gone. */
    ERASED,
    /** The whole gallery is gone or another one: read all of it again. */
    ALL
  }
}
