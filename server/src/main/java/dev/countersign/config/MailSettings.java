package dev.countersign.config;

import java.util.Optional;

/**
 * The mail server messages are handed to.
 *
 * @param host its host name or address
 * @param port its port
 * @param user the name to log in with; empty means without logging in
 * @param password present exactly when the user is
 * @param from the sender, {@code a@b} or {@code Name <a@b>}
 * @param security how the connection is encrypted
 */
public record MailSettings(
    String host,
    int port,
    Optional<String> user,
    Optional<SecretText> password,
    String from,
    Security security) {

  /** How the connection to the mail server is encrypted. */
  public enum Security {
    /** Not at all. */
    NONE,
    /** RFC 3207: begins in the clear and must switch before anything is sent. */
    STARTTLS,
    /** RFC 8314, section 3.3: from the first byte. */
    TLS
  }

  static Optional<MailSettings> from(Values values) {
    return values.get(Keys.MAIL_HOST).map(host -> of(host, values));
  }

  private static MailSettings of(String host, Values values) {
    return new MailSettings(
        host,
        values.get(Keys.MAIL_PORT),
        values.get(Keys.MAIL_USER),
        values.get(Keys.MAIL_PASSWORD),
        values.get(Keys.MAIL_FROM).orElseThrow(),
        values.get(Keys.MAIL_SECURITY));
  }
}
