package dev.countersign.portal;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.Portal.State;
import dev.countersign.domain.User;
import dev.countersign.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** What became of portals, for the customers that opened them. */
public final class PortalResults {
  private final Store store;
  private final InstantSource clock;

  public PortalResults(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What became of one.
   *
   * @param userName whom it is about, or the empty string
   * @param outcome {@code open}, {@code expired}, {@code success}, {@code failure} or {@code
   *     cancelled}
   * @param reason the code of what was refused last, or the empty string
   * @param at when it ended, or was created
   */
  public record Result(
      String reference, Kind kind, String userName, String outcome, String reason, Instant at) {}

  /** A customer's own, by its reference. */
  public Optional<Result> find(CustomerId customer, String reference) {
    return id(reference)
        .flatMap(id ->
            store.read(tx ->
                tx.portals()
                    .byId(customer, id)
                    .map(portal -> {
                      String userName =
                          portal
                              .user()
                              .flatMap(user -> tx.users().byId(customer, user))
                              .map(User::userName)
                              .orElse("");
                      return result(portal, userName);
                    })));
  }

  private static Optional<Long> id(String reference) {
    if (!reference.matches("[0-9]{1,18}|[0-8][0-9]{18}")) {
      return Optional.empty();
    }
    return Optional.of(Long.valueOf(reference));
  }

  private Result result(Portal portal, String userName) {
    Portal.Progress progress = portal.progress();
    String outcome = progress.state().name().toLowerCase(Locale.ROOT);
    if (progress.state() == State.OPEN && !portal.open(clock.instant())) {
      outcome = "expired";
    }
    Instant ended = progress.endedAt();
    return new Result(
        Long.toString(portal.id()),
        portal.kind(),
        userName,
        outcome,
        progress.reason(),
        ended == null ? portal.createdAt() : ended);
  }
}
