package dev.countersign.factor;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.RememberedBrowser;
import dev.countersign.domain.User;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Browsers in which a person showed their second factor and need not for some days, where the
 * customer allows it. Each is known by a cookie of its own; a new password forgets them all.
 */
public final class BrowserMemory {
  private final SettingsAdministration settings;
  private final SecureRandom random;
  private final InstantSource clock;

  public BrowserMemory(SettingsAdministration settings, SecureRandom random, InstantSource clock) {
    this.settings = settings;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A browser that is remembered from now on.
   *
   * @param cookie its cookie
   * @param lasts for how long
   */
  public record Remembered(OpaqueToken cookie, Duration lasts) {}

  /** For how many days browsers may be remembered; 0 for never. */
  public int days(Transaction tx, CustomerId customer) {
    return settings.of(tx, customer).factors().rememberDays();
  }

  /** Remembers the browser; absent where the customer does not allow it. */
  public Optional<Remembered> remember(Transaction tx, User user) {
    int days = days(tx, user.customerId());
    if (days == 0) {
      return Optional.empty();
    }
    OpaqueToken cookie = OpaqueToken.generate(random);
    Instant now = clock.instant();
    Duration lasts = Duration.ofDays(days);
    tx.rememberedBrowsers()
        .add(
            new RememberedBrowser(
                digest(cookie.text()),
                user.customerId(),
                user.id(),
                user.credentialVersion(),
                now,
                now.plus(lasts)));
    return Optional.of(new Remembered(cookie, lasts));
  }

  /** Whether the browser with that cookie remembers the person, as the customer's policy is now. */
  public boolean knows(Transaction tx, User user, String cookie) {
    Instant now = clock.instant();
    Duration allowed = Duration.ofDays(days(tx, user.customerId()));
    return tx.rememberedBrowsers()
        .find(user.customerId(), user.id(), digest(cookie))
        .filter(browser -> browser.credentialVersion() == user.credentialVersion())
        .filter(browser -> now.isBefore(browser.expiresAt()))
        .filter(browser -> now.isBefore(browser.createdAt().plus(allowed)))
        .isPresent();
  }

  private static byte[] digest(String cookie) {
    return TokenDigest.of("browser:" + cookie).bytes();
  }
}
