package dev.countersign.signin;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Session;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The sign-ins of browsers. Each is a session like any other, known by the value of a cookie, of
 * which the store has a digest that no bearer token has: a cookie is good for pages alone.
 */
public final class BrowserSessions {
  private static final String SEPARATION = "cookie:";

  private final Store store;
  private final SecureRandom random;
  private final InstantSource clock;

  public BrowserSessions(Store store, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /** Who is signed in in the browser with that cookie. */
  public Optional<BrowserUser> find(String cookie) {
    return store.live().byToken(digest(cookie), clock.instant()).flatMap(BrowserSessions::user);
  }

  private static Optional<BrowserUser> user(LiveSession session) {
    UserId id = session.userId();
    String name = session.userName();
    if (id == null || name == null) {
      return Optional.empty();
    }
    return Optional.of(
        new BrowserUser(
            session.id(),
            session.customerId(),
            session.customerName(),
            id,
            name,
            session.amr(),
            session.authTime()));
  }

  /** A value for the cookie of a browser in which nobody is signed in. */
  public OpaqueToken stranger() {
    return OpaqueToken.generate(random);
  }

  /** A cookie for the session, which is in the store already; it lives as long as the session. */
  public OpaqueToken issue(Transaction tx, Session session) {
    OpaqueToken cookie = OpaqueToken.generate(random);
    tx.sessions()
        .addToken(digest(cookie.text()), session.id(), clock.instant(), session.expiresAt());
    return cookie;
  }

  private static byte[] digest(String cookie) {
    return TokenDigest.of(SEPARATION + cookie).bytes();
  }
}
