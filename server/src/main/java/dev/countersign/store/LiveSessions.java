package dev.countersign.store;

import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Scope;
import dev.countersign.domain.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a token is good at this moment: the lookups that every authenticated request makes, each
 * one statement on primary keys. They always ask the database, so a session that ended on one node
 * is dead at the next request on every node.
 */
public interface LiveSessions {
  /** The live session of a live opaque token, by the SHA-256 of the token's text. */
  Optional<LiveSession> byToken(byte[] digest, Instant now);

  /** A live session by its id, for a signed token whose signature has been verified. */
  Optional<LiveSession> byId(SessionId id, Instant now);

  /** What {@code byToken} finds, together with the generated key of the caller who asks. */
  Introspected introspectToken(ApiKeyId caller, byte[] digest, Instant now);

  /** What {@code byId} finds, together with the generated key of the caller who asks. */
  Introspected introspectSession(ApiKeyId caller, SessionId id, Instant now);

  /**
   * A caller's key beside what it asks about, read in one statement.
   *
   * @param caller the key, absent when it does not exist
   * @param session the session, absent when it is not live
   */
  record Introspected(Optional<Caller> caller, Optional<LiveSession> session) {}

  /**
   * A generated key as a check of it needs it.
   *
   * @param customerId whose key it is
   * @param customerNameKey the customer's case-mapped name
   * @param verifier the hexadecimal SHA-256 of the key's text
   * @param scopes what it may do
   */
  record Caller(
      CustomerId customerId, String customerNameKey, String verifier, Set<Scope> scopes) {}
}
