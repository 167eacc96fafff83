package dev.countersign.testing;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import java.util.Map;

/** People's mail addresses, and the codes that are sent there. */
public final class MailAddress {
  /** Of a server that mails codes, although nothing listens where its mail host is said to be. */
  public static final Map<String, String> MAIL_HOST =
      Map.of("mail.host", "127.0.0.1", "mail.port", "1", "mail.from", "no-reply@auth.example");

  private MailAddress() {}

  /** Gives the person an address that they confirmed, or did not. */
  public static void give(TestServer server, User user, boolean confirmed) {
    server
        .core()
        .store
        .write(tx -> {
          User now = tx.users().byId(user.customerId(), user.id()).orElseThrow();
          Profile profile = new Profile("Alice", "alice@example.org", confirmed, "", "");
          tx.users().update(now, now.withProfile(profile), server.clock().instant());
          return true;
        });
  }

  /** A code like the one in the mail, which lies sealed, waited for in its stead. */
  public static String code(TestServer server, User user, PageClient browser) {
    byte[] pending = TokenDigest.of(browser.cookie("__Host-sign-in-step")).bytes();
    return server
        .core()
        .store
        .write(tx -> {
          var issued =
              server.core().approvals.issue(tx, user.customerId(), user.id(), "second_factor");
          tx.pendingSignIns().awaitCode(pending, issued.reference());
          return issued.code().text();
        });
  }
}
