package dev.countersign.token;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.Client;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes: opaque, good for a minute and for one exchange. A code that is exchanged a
 * second time ends what the first exchange began.
 */
public final class Codes {
  /**
   * RFC 6749, section 4.1.2: "The authorization code MUST expire shortly after it is issued to
   * mitigate the risk of leaks."
   */
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final Store store;
  private final SecureRandom random;
  private final InstantSource clock;

  public Codes(Store store, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Issues a code, for the redirect back to the client; the text is told once.
   *
   * @param browser the browser's session the person is signed in with
   */
  public String issue(
      Client client, UserId user, @Nullable SessionId browser, AuthorizationCode.Request request) {
    return store.write(tx -> issue(tx, client, user, browser, request));
  }

  /** The same, inside a transaction that does more. */
  public String issue(
      Transaction tx,
      Client client,
      UserId user,
      @Nullable SessionId browser,
      AuthorizationCode.Request request) {
    OpaqueToken token = OpaqueToken.generate(random);
    Instant now = clock.instant();
    tx.authorizationCodes()
        .add(
            new AuthorizationCode(
                token.digest().bytes(),
                client.customerId(),
                client.id(),
                user,
                browser,
                request,
                null,
                now,
                now.plus(LIFE)));
    return token.text();
  }

  /** A code as it was presented, redeemed or not; absent when there is none such. */
  Optional<AuthorizationCode> find(String presented) {
    return store.read(tx -> tx.authorizationCodes().find(TokenDigest.of(presented).bytes()));
  }

  /** Whether the code may still be exchanged. */
  boolean fresh(AuthorizationCode code) {
    return clock.instant().isBefore(code.expiresAt());
  }
}
