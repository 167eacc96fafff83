package dev.countersign.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who looks through the trail wants to see, newest first. However much there is, one
 * look reads a bounded number of events: what it has not come to is where the next one goes on.
 *
 * @param whose a customer's, the server's own, or everybody's
 * @param kind only of that kind, or null
 * @param succeeded only those that did, only those that did not, or null
 * @param dialect only by that dialect, or null
 * @param user only about that person, or null
 * @param from since when
 * @param to until before when
 * @param before only those before that event; null to begin with the newest
 * @param limit how many at most
 */
public record AuditLook(
    Whose whose,
    @Nullable String kind,
    @Nullable Boolean succeeded,
    @Nullable String dialect,
    @Nullable UserId user,
    Instant from,
    Instant to,
    @Nullable Position before,
    int limit) {
  /** How many events one look reads at most. */
  public static final int READ = 20_000;

  /** The same, from that place on. */
  public AuditLook goingOn(Position rest) {
    return new AuditLook(whose, kind, succeeded, dialect, user, from, to, rest, limit);
  }

  /** Whose events. */
  public sealed interface Whose {
    /** A customer's. */
    record OfCustomer(CustomerId customer) implements Whose {}

    /** The server's own, which are about no customer. */
    record OfServer() implements Whose {}

    /** All. */
    record OfEverybody() implements Whose {}
  }

  /**
   * The place of an event in the trail.
   *
   * @param at when it happened
   * @param id which of those that happened then
   */
  public record Position(Instant at, long id) {
    /** The place of that event. */
    public static Position of(AuditEvent event) {
      return new Position(event.at(), event.id());
    }
  }

  /**
   * What was seen.
   *
   * @param events newest first
   * @param rest where the next look goes on; absent when there is nothing more
   */
  public record Seen(List<AuditEvent> events, Optional<Position> rest) {
    /** Keeps an unmodifiable copy. */
    public Seen {
      events = List.copyOf(events);
    }
  }
}
