package dev.countersign.store;

import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.TokenRights;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
   * A session that is live, with the names its answers need.
   *
   * @param id the session
   * @param customerId the isolation boundary
   * @param customerName the customer's name as given
   * @param userId the person, or null for a customer's session
   * @param userName the person's name, or null for a customer's session
   * @param apiKeyId the key it was got with, or null for a person's session
   * @param scopes what its tokens may do
   * @param dialect the wire dialect it was begun in
   * @param amr the authentication methods used
   * @param deviceKey the device it was begun on, or null
   * @param authTime when the credentials were verified
   * @param sessionExpiresAt the absolute end of the session
   * @param tokenCreatedAt when the token was made; of a signed token, the epoch
   * @param tokenExpiresAt when the opaque token ends; of a signed token, the session's end
   * @param clientId the OAuth client it was granted to, or null
   * @param rights what the opaque token of a client may do; null for every other token
   */
  record LiveSession(
      SessionId id,
      CustomerId customerId,
      String customerName,
      @Nullable UserId userId,
      @Nullable String userName,
      @Nullable ApiKeyId apiKeyId,
      Set<Scope> scopes,
      String dialect,
      String amr,
      @Nullable String deviceKey,
      Instant authTime,
      Instant sessionExpiresAt,
      Instant tokenCreatedAt,
      Instant tokenExpiresAt,
      @Nullable ClientId clientId,
      @Nullable TokenRights rights) {}

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
