package dev.countersign.token;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.SessionId;
import dev.countersign.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a presented token is good at this moment. It always asks the store, so that a sign-out on
 * any node holds at the next request on every node; and it never takes one kind for another.
 */
public final class TokenGate {
  private final Store store;
  private final SignedTokens signed;
  private final InstantSource clock;

  public TokenGate(Store store, SignedTokens signed, InstantSource clock) {
    this.store = store;
    this.signed = signed;
    this.clock = clock;
  }

  /** The live session of a customer's opaque token. */
  public Optional<LiveSession> customer(String presented) {
    return opaque(presented).filter(session -> session.apiKeyId() != null);
  }

  /** The live session of any opaque token. */
  Optional<LiveSession> opaque(String presented) {
    if (!looksOpaque(presented)) {
      return Optional.empty();
    }
    return store.live().byToken(TokenDigest.of(presented).bytes(), clock.instant());
  }

  /** The live session of a customer's or a person's access token. */
  public Optional<LiveSession> any(String presented) {
    if (looksOpaque(presented)) {
      return customer(presented);
    }
    return user(presented).map(Bearer::session);
  }

  /** A person's live session, by a signed access token. */
  public Optional<Bearer> user(String presented) {
    Optional<VerifiedJwt> token = signed.readAccess(presented);
    Optional<SessionId> sid = token.flatMap(TokenGate::sid);
    if (sid.isEmpty()) {
      return Optional.empty();
    }
    return store
        .live()
        .byId(sid.get(), clock.instant())
        .filter(session -> ofPerson(token.get(), session))
        .map(session -> new Bearer(session, expiry(token.get())));
  }

  /** The sid of a token that was verified. */
  static Optional<SessionId> sid(VerifiedJwt token) {
    return token.text("sid").flatMap(SessionId::parse);
  }

  /** Whether the token is this session's, whichever kind it is of. */
  boolean belongs(VerifiedJwt token, LiveSession session) {
    if (SignedTokens.ofClient(token)) {
      return session.clientId() != null
          && token.text("client_id").equals(Optional.of(session.clientId().toString()))
          && signed.madeFor(token, session.customerId());
    }
    return ofPerson(token, session);
  }

  /** The same, of a dialect's token: same person, and issued to its customer's audience. */
  private boolean ofPerson(VerifiedJwt token, LiveSession session) {
    return session.userId() != null
        && session.clientId() == null
        && token.text("sub").equals(Optional.of(session.userId().toString()))
        && signed.addressedTo(token, session.customerId());
  }

  static Instant expiry(VerifiedJwt token) {
    if (token.claims().get("exp") instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    throw new IllegalArgumentException("a verified token has an expiry");
  }

  /** Saves a lookup for what cannot be one of ours. */
  static boolean looksOpaque(String presented) {
    return presented.length() == 64 && presented.chars().allMatch(TokenGate::alphanumeric);
  }

  private static boolean alphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /**
   * A person's live session with the token that was presented.
   *
   * @param session the session
   * @param expiresAt when the presented token ends
   */
  public record Bearer(LiveSession session, Instant expiresAt) {}
}
