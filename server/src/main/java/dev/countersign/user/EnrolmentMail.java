package dev.countersign.user;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.util.List;

/**
 * A mail that brings a person the URL to enrol their face at, ready to be sent.
 *
 * @param customer on whose behalf
 * @param user the person
 * @param from the sender, or the empty string for the server's own
 * @param to the recipients, at least one
 * @param subject the subject, one line
 * @param body the plain text
 */
public record EnrolmentMail(
    CustomerId customer, UserId user, String from, List<String> to, String subject, String body) {
  /** Keeps an unmodifiable copy of the recipients. */
  public EnrolmentMail {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("a mail needs a recipient");
    }
  }

  /** Without addresses, and without the URL, which is a capability: safe in a log. */
  @Override
  public String toString() {
    return "EnrolmentMail[of " + customer + "]";
  }
}
