package dev.countersign.portal;

import dev.countersign.capture.Ending;
import dev.countersign.capture.Refusal;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.Optional;

/** A person's enrolment URL, which the enrolment itself uses up. */
final class LinkEnding implements Ending<EnrolmentResult> {
  private final String reference;
  private final InstantSource clock;

  LinkEnding(String reference, InstantSource clock) {
    this.reference = reference;
    this.clock = clock;
  }

  @Override
  public Optional<Refusal> refusal(Transaction tx) {
    boolean open =
        tx.users()
            .byEnrolmentReference(reference)
            .filter(user -> clock.instant().isBefore(user.enrolment().openUntil()))
            .isPresent();
    return open ? Optional.empty() : Optional.of(PortalEnding.closed());
  }

  @Override
  public void ended(Transaction tx, EnrolmentResult result) {
    // Enrolling closes it.
  }
}
