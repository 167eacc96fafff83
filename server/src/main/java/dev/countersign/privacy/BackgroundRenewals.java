package dev.countersign.privacy;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.privacy.SecretRenewal.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renewals of face secrets that take longer than a request: begun here, looked at until they are
 * over. What this process knows of them ends with it; a renewal it did not finish is finished when
 * it is asked for again.
 */
public final class BackgroundRenewals {
  private static final Logger log = LoggerFactory.getLogger(BackgroundRenewals.class);

  private final SecretRenewal renewal;
  private final Map<CustomerId, State> states = new ConcurrentHashMap<>();

  public BackgroundRenewals(SecretRenewal renewal) {
    this.renewal = renewal;
  }

  /** How a renewal is doing. */
  public sealed interface State {
    /** So many faces of all there are have the new secret. */
    record Running(long done, long total) implements State {}

    /** It is over; absent when the customer never had a face. */
    record Over(Optional<Outcome> outcome) implements State {}

    /** It broke off; the log says why. Asking again finishes it. */
    record Failed() implements State {}
  }

  /** What this process knows of the customer's last renewal. */
  public Optional<State> of(CustomerId customer) {
    return Optional.ofNullable(states.get(customer));
  }

  /** Begins a renewal; false when one is under way. */
  public synchronized boolean start(CustomerId customer, Origin origin) {
    if (states.get(customer) instanceof State.Running) {
      return false;
    }
    states.put(customer, new State.Running(0, 0));
    Thread.ofPlatform().name("renew-" + customer).daemon().start(() -> run(customer, origin));
    return true;
  }

  private void run(CustomerId customer, Origin origin) {
    try {
      states.put(customer, new State.Over(renewal.run(customer, progress(customer), origin)));
    } catch (RuntimeException e) {
      log.warn("The renewal of customer {}'s face secret broke off", customer, e);
      states.put(customer, new State.Failed());
    }
  }

  private SecretRenewal.Progress progress(CustomerId customer) {
    return (done, total) -> states.put(customer, new State.Running(done, total));
  }
}
