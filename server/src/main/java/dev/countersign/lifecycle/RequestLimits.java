package dev.countersign.lifecycle;

import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.notify.SendingLimit;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a stranger may cause work and mail. A network is told that it asks too often; that an
 * address had enough mail is told to nobody, because it would tell that there is an account.
 */
final class RequestLimits {
  static final int OF_NETWORK = 100;
  static final int MAILS = 5;

  /** To one address, from all of a customer's administrators together. */
  static final int INVITATIONS = 10;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Store store;
  private final SendingLimit sending;

  RequestLimits(Store store, InstantSource clock) {
    this.store = store;
    this.sending = new SendingLimit(clock);
  }

  /** Counts a request of that network before it is looked at, or says how long not. */
  Optional<Duration> reserve(Origin origin) {
    return store.write(tx -> count(tx, "network\n" + origin.network(), OF_NETWORK));
  }

  /**
   * Whether one more mail of that kind may go to that address within the hour; if so it is counted.
   * Each kind counts by itself, or strangers who sign up with an address would keep its owner from
   * a mail about a forgotten password.
   */
  boolean mayMail(Transaction tx, CustomerId customer, Purpose purpose, String address) {
    String subject = "mail\n" + purpose + "\n" + customer + "\n" + address.toLowerCase(Locale.ROOT);
    return count(tx, subject, MAILS).isEmpty();
  }

  /**
   * Counts a mail of that kind to a person that an administrator or they themselves ask for.
   *
   * @throws InvalidInput when one went less than a minute ago
   */
  void requirePause(Transaction tx, Purpose purpose, User user) {
    String subject = "asked\n" + purpose + "\n" + user.customerId() + "\n" + user.id();
    Optional<Duration> wait = sending.count(tx, subject, 1, PAUSE);
    if (wait.isPresent()) {
      throw new InvalidInput(
          "The user was sent such a mail less than a minute ago; try again in "
              + SendingLimit.seconds(wait.get())
              + " seconds");
    }
  }

  /**
   * Counts an invitation that an administrator has sent to an address.
   *
   * @throws InvalidInput when it had as many as anybody needs within a day
   */
  void requireRoom(Transaction tx, CustomerId customer, String address) {
    String subject = "invited\n" + customer + "\n" + address.toLowerCase(Locale.ROOT);
    Optional<Duration> wait = sending.count(tx, subject, INVITATIONS, DAY);
    if (wait.isPresent()) {
      throw new InvalidInput(
          "That e-mail address was sent "
              + INVITATIONS
              + " invitations within a day; try again in "
              + SendingLimit.hours(wait.get())
              + " hours");
    }
  }

  private Optional<Duration> count(Transaction tx, String what, int most) {
    return sending.count(tx, what, most, WINDOW);
  }
}
