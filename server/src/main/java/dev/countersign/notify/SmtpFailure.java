package dev.countersign.notify;

import dev.countersign.notify.Courier.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** What a mail server's refusal means. Its own words are left out: they quote addresses. */
final class SmtpFailure {
  private SmtpFailure() {}

  static Outcome outcome(Exception thrown) {
    int reply = reply(thrown);
    if (permanent(reply)) {
      return new Outcome.Refused("SMTP reply " + reply);
    }
    if (reply > 0) {
      return new Outcome.Failed("SMTP reply " + reply);
    }
    if (thrown instanceof AuthenticationFailedException) {
      return new Outcome.Failed("the mail server refused the login");
    }
    if (thrown instanceof TimeoutException) {
      return new Outcome.Failed("the mail server took too long");
    }
    if (causedBySsl(thrown)) {
      return new Outcome.Failed("no trusted encrypted connection to the mail server");
    }
    return new Outcome.Failed(
        "the connection to the mail server failed (" + thrown.getClass().getSimpleName() + ")");
  }

  // RFC 5321, section 4.2.1: after 5yz the client should not repeat the same request. RFC 4954,
  // section 6, has 53z for logging in, which is ours to put right.
  private static boolean permanent(int reply) {
    return reply >= 500 && reply < 600 && reply / 10 != 53;
  }

  private static int reply(Exception thrown) {
    int reply = 0;
    @Nullable Exception next = thrown;
    while (next != null) {
      switch (next) {
        case SMTPAddressFailedException receiver -> {
          return receiver.getReturnCode();
        }
        case SMTPSendFailedException refused -> reply = refused.getReturnCode();
        default -> {}
      }
      next = next instanceof MessagingException chained ? chained.getNextException() : null;
    }
    return reply;
  }

  private static boolean causedBySsl(Throwable thrown) {
    @Nullable Throwable next = thrown;
    while (next != null) {
      if (next instanceof SSLException) {
        return true;
      }
      next = next.getCause();
    }
    return false;
  }
}
