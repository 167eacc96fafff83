package dev.countersign.portal;

import dev.countersign.capture.Ending;
import dev.countersign.capture.Refusal;
import dev.countersign.domain.Portal;
import dev.countersign.enrolment.FaceEnrolment;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Uses a portal up in the transaction in which what it is for is done. */
final class PortalEnding<R> implements Ending<R> {
  private final Portal portal;
  private final InstantSource clock;
  private final Function<R, Step> judge;

  PortalEnding(Portal portal, InstantSource clock, Function<R, Step> judge) {
    this.portal = portal;
    this.clock = clock;
    this.judge = judge;
  }

  @Override
  public Optional<Refusal> refusal(Transaction tx) {
    return open(tx).isPresent() ? Optional.empty() : Optional.of(closed());
  }

  static Refusal closed() {
    return Refusal.of(FaceEnrolment.LINK_CLOSED, "This link was used already, or has expired");
  }

  private Optional<Portal> open(Transaction tx) {
    return tx.portals().lock(portal.digest()).filter(now -> now.open(clock.instant()));
  }

  @Override
  public void ended(Transaction tx, R result) {
    write(tx, judge.apply(result));
  }

  void write(Transaction tx, Step step) {
    Instant now = clock.instant();
    open(tx).ifPresent(old -> tx.portals().update(old.with(step.after(old.progress(), now))));
  }
}
