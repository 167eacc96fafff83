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
 */
public record Mail(Optional<String> from, List<String> to, String subject, String text) {
  /** Refuses a mail to nobody. */
  public Mail {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("A mail goes to somebody");
    }
  }

  /** A mail from the configured sender to one receiver. */
  public static Mail to(String receiver, String subject, String text) {
    return new Mail(Optional.empty(), List.of(receiver), subject, text);
  }

  /** Nothing of it is shown: it may hold a code. */
  @Override
  public String toString() {
    return "Mail[…]";
  }
}
