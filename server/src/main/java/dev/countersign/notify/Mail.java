package dev.countersign.notify;

import java.util.List;
import java.util.Optional;

/**
 * A mail in plain text. Every receiver gets a copy of their own, which names no other.
 *
 * @param from who it comes from, {@code a@b} or {@code Name <a@b>}; empty means the configured
 *     sender, who in any case gets what the mail system sends back
 * @param to whom it goes to, at least one; one that is not an address is given up at delivery
 * @param subject the subject; line breaks in it become spaces
 * @param text the body
 * @param about what it is for, such as {@code invitation}: what the log of deliveries calls it
 */
public record Mail(
    Optional<String> from, List<String> to, String subject, String text, String about) {
  /** What a mail is about that says no more. */
  public static final String ANY = "mail";

  /** Refuses a mail to nobody. */
  public Mail {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("A mail goes to somebody");
    }
  }

  /** A mail of which nobody needs to know what it is about. */
  public Mail(Optional<String> from, List<String> to, String subject, String text) {
    this(from, to, subject, text, ANY);
  }

  /** A mail from the configured sender to one receiver. */
  public static Mail to(String receiver, String subject, String text) {
    return new Mail(Optional.empty(), List.of(receiver), subject, text);
  }

  /** The same, about that. */
  public Mail about(String what) {
    return new Mail(from, to, subject, text, what);
  }

  /** Nothing of it is shown: it may hold a code. */
  @Override
  public String toString() {
    return "Mail[…]";
  }
}
