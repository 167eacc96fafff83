package dev.countersign.notify;

import dev.countersign.config.OutboxSettings;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts mail and callbacks into the outbox, inside the transaction of the feature that causes them:
 * they are sent if and only if it commits. What tells of a person is dropped when the person is
 * erased before it was sent; the feature holds a lock on the person's row, so that nothing slips in
 * behind.
 */
public final class Notifications {
  private final Payload.Sealing sealing;
  private final IdSource ids;
  private final InstantSource clock;
  private final OutboxSettings settings;
  private final Consumer<Kind> wake;

  /**
   * Wires the entrance of the outbox.
   *
   * @param wake tells this node's delivery that something of that kind is about to be committed
   */
  public Notifications(
      KeyEncryption encryption,
      IdSource ids,
      InstantSource clock,
      OutboxSettings settings,
      Consumer<Kind> wake) {
    this.sealing = new Payload.Sealing(encryption);
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
    this.wake = wake;
  }

  /**
   * Queues a mail, one message for each receiver.
   *
   * @param customer on whose behalf, or empty for the server itself
   * @param person whom it tells of, if anybody
   */
  public void mail(
      Transaction tx, Optional<CustomerId> customer, Optional<UserId> person, Mail mail) {
    for (String receiver : mail.to()) {
      String from = mail.from().orElse(null);
      Payload payload =
          new Payload.ToOne(from, receiver, mail.subject(), mail.text(), mail.about());
      put(tx, customer, person, Kind.MAIL, payload);
    }
    wake.accept(Kind.MAIL);
  }

  /**
   * Queues a callback on behalf of a customer.
   *
   * @param person whom it tells of, if anybody
   */
  public void callback(
      Transaction tx, CustomerId customer, Optional<UserId> person, Callback callback) {
    Payload payload = new Payload.ToUrl(callback.url(), callback.body());
    put(tx, Optional.of(customer), person, Kind.CALLBACK, payload);
    wake.accept(Kind.CALLBACK);
  }

  /** Queues a callback that tells of nobody; returns the message's id. */
  long callback(Transaction tx, CustomerId customer, Callback callback) {
    Payload payload = new Payload.ToUrl(callback.url(), callback.body());
    long id = put(tx, Optional.of(customer), Optional.empty(), Kind.CALLBACK, payload);
    wake.accept(Kind.CALLBACK);
    return id;
  }

  /** Queues a test from the configured sender to one person; returns the message's id. */
  long test(
      Transaction tx,
      CustomerId customer,
      UserId person,
      String address,
      String subject,
      String text) {
    Payload payload = new Payload.ToOne(null, address, subject, text, "test");
    long id = put(tx, Optional.of(customer), Optional.of(person), Kind.MAIL, payload);
    wake.accept(Kind.MAIL);
    return id;
  }

  /** Tells this node's delivery that a message of that kind is due again. */
  void woken(Kind kind) {
    wake.accept(kind);
  }

  /** How long a message is tried, from now on. */
  Instant giveUpAt(Instant now) {
    return now.plus(settings.maxAge());
  }

  /** Queues work that is done here, on behalf of a customer. */
  public void task(Transaction tx, CustomerId customer, Task task) {
    Payload payload = new Payload.ToDo(task.name(), task.fields());
    put(tx, Optional.of(customer), Optional.empty(), Kind.TASK, payload);
    wake.accept(Kind.TASK);
  }

  /**
   * Queues word of a sign-out for a client. It names the person by ids alone, so it is told of the
   * erased as well.
   */
  public void logout(Transaction tx, LogoutMessage message) {
    Payload payload =
        new Payload.ToClient(message.client().value(), message.user().value(), message.sid());
    put(tx, Optional.of(message.customer()), Optional.empty(), Kind.LOGOUT, payload);
    wake.accept(Kind.LOGOUT);
  }

  private long put(
      Transaction tx,
      Optional<CustomerId> customer,
      Optional<UserId> person,
      Kind kind,
      Payload payload) {
    long id = ids.next();
    Instant now = clock.instant();
    tx.outbox()
        .put(
            new OutboxMessage(
                id,
                customer.orElse(null),
                person.orElse(null),
                kind,
                sealing.seal(payload, customer, id),
                0,
                now,
                giveUpAt(now),
                now));
    return id;
  }
}
