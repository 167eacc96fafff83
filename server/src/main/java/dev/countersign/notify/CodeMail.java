package dev.countersign.notify;

import dev.countersign.domain.User;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Codes by mail: whether any leave this server, how many a person is sent, and the mail itself. A
 * code holds for minutes, so a mail that waits until a mail host is configured does not tell it:
 * where there is none, no code is offered, promised or made.
 */
public final class CodeMail {
  private static final int MOST = 5;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Notifications notifications;
  private final boolean sent;
  private final SendingLimit limit;

  /**
   * Wires it.
   *
   * @param sent whether a mail host is configured
   */
  public CodeMail(Notifications notifications, boolean sent, InstantSource clock) {
    this.notifications = notifications;
    this.sent = sent;
    this.limit = new SendingLimit(clock);
  }

  /** Whether mails leave this server. */
  public boolean sent() {
    return sent;
  }

  /**
   * Whether one more code may be mailed to a person now, and counts it: there is an address, and
   * they were not sent as many as anybody needs. Each is a mail, and tries for whoever guesses.
   *
   * @param kind what the code is for
   */
  public boolean allows(Transaction tx, String kind, User user) {
    if (!sent || user.profile().email().isEmpty()) {
      return false;
    }
    String subject = kind + "\n" + user.customerId() + "\n" + user.id();
    return limit.count(tx, subject, MOST, WINDOW).isEmpty();
  }

  /** Queues the mail with the code, to the person alone. */
  public void send(Transaction tx, User user, String subject, String text) {
    notifications.mail(
        tx,
        Optional.of(user.customerId()),
        Optional.of(user.id()),
        Mail.to(user.profile().email(), subject, text).about("code"));
  }
}
