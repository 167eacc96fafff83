package dev.countersign.notify;

import dev.countersign.audit.AuditLog;
import dev.countersign.config.OutboxSettings;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.metrics.DeliveryMetrics;
import dev.countersign.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages out of the outbox and has them delivered, at least once. Mail, callbacks and word
 * of sign-outs have a lane each, so that a customer's slow server keeps nobody waiting for a code.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Map<Kind, Courier> couriers = new EnumMap<>(Kind.class);
  private final Map<Kind, Lane> lanes = new EnumMap<>(Kind.class);
  private final Attempt attempt;
  private final Store store;
  private final InstantSource clock;

  /**
   * Wires the delivery; nothing is sent before {@link #start()}.
   *
   * @param random where the jitter comes from
   */
  public Delivery(
      Store store,
      SmtpMailer mailer,
      CallbackSender callbacks,
      LogoutSender logouts,
      AuditLog audit,
      InstantSource clock,
      RandomGenerator random,
      OutboxSettings settings,
      MeterRegistry registry) {
    DeliveryMetrics metrics =
        new DeliveryMetrics(registry, () -> store.read(tx -> tx.outbox().waiting()));
    Backoff backoff = new Backoff(settings, random);
    attempt = new Attempt(store, backoff, audit, metrics, clock);
    this.store = store;
    this.clock = clock;
    add(Kind.MAIL, mailer);
    add(Kind.CALLBACK, callbacks);
    add(Kind.LOGOUT, logouts);
  }

  /** Has messages of another kind delivered too; said before {@link #start()}. */
  public void add(Kind kind, Courier courier) {
    couriers.put(kind, courier);
    lanes.put(kind, new Lane(kind, courier, attempt, store, clock));
  }

  /** Begins to deliver, in threads of its own. */
  public void start() {
    problems().forEach(problem -> log.info("Messages will wait in the outbox: {}", problem));
    lanes.values().forEach(Lane::start);
  }

  /** Looks for messages of that kind now instead of at the next turn. */
  public void wake(Kind kind) {
    Optional.ofNullable(lanes.get(kind)).ifPresent(Lane::wake);
  }

  /** What keeps messages of some kind from being delivered at all, in words for the operator. */
  public List<String> problems() {
    return couriers.values().stream().map(Courier::problem).flatMap(Optional::stream).toList();
  }

  /** Takes nothing more out and waits for what is under way. */
  @Override
  public void close() {
    lanes.values().forEach(Lane::stop);
    lanes.values().forEach(Lane::close);
  }
}
