package dev.countersign.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Messages that are sent for no other reason than to see whether they arrive. */
public final class TestMessages {
  private static final int AT_MOST = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Store store;
  private final Notifications notifications;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SendingLimit limit;

  public TestMessages(
      Store store, Notifications notifications, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.notifications = notifications;
    this.audit = audit;
    this.clock = clock;
    this.limit = new SendingLimit(clock);
  }

  /**
   * Calls a URL of the customer's, signed like every callback; returns the message's id.
   *
   * @throws InvalidInput when there is no URL, or the caller tried too much
   */
  public long callback(CustomerId customer, String url, Origin origin) {
    if (url.isEmpty()) {
      throw new InvalidInput("There is no URL to call: set one first");
    }
    byte[] body =
        "{\"event\":\"test\",\"customerId\":\"%s\",\"at\":\"%s\"}"
            .formatted(customer, clock.instant())
            .getBytes(UTF_8);
    return store.write(tx -> {
      requireFew(tx, customer, origin);
      long id = notifications.callback(tx, customer, new Callback(url, body));
      tell(tx, customer, "callback", id, origin);
      return id;
    });
  }

  /**
   * Mails a person at their own address; returns the message's id.
   *
   * @throws InvalidInput when the person has no address, or the caller tried too much
   * @throws NotFound when the person is gone
   */
  public long mail(CustomerId customer, UserId person, Origin origin) {
    return store.write(tx -> {
      User user = tx.users().lock(customer, person).orElseThrow(() -> new NotFound("the user"));
      String address = user.profile().email();
      if (address.isEmpty()) {
        throw new InvalidInput("Your account has no mail address: give it one first");
      }
      requireFew(tx, customer, origin);
      String text =
          "Hello "
              + user.userName()
              + ",\n\nthis mail was sent from the console to see whether mail arrives. It did.\n";
      long id =
          notifications.test(tx, customer, person, address, "A test mail from Countersign", text);
      tell(tx, customer, "mail", id, origin);
      return id;
    });
  }

  /**
   * Counted for who asks: a receiver is another's machine, which is not to be flooded from here.
   */
  private void requireFew(Transaction tx, CustomerId customer, Origin origin) {
    String who = origin.actor().isEmpty() ? customer.toString() : origin.actor();
    Optional<Duration> wait = limit.count(tx, "test\n" + who, AT_MOST, WINDOW);
    if (wait.isPresent()) {
      throw new InvalidInput(
          "You sent "
              + AT_MOST
              + " test messages within a minute; try again in "
              + SendingLimit.seconds(wait.get())
              + " seconds");
    }
  }

  private void tell(Transaction tx, CustomerId customer, String kind, long id, Origin origin) {
    String detail = "{\"message\":\"%s\",\"kind\":\"%s\"}".formatted(id, kind);
    About about = About.customer(customer).with(detail);
    audit.append(tx, AuditKind.DELIVERY_TESTED, AuditLog.SUCCESS, origin, about);
  }
}
