package dev.countersign.store;

import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.TokenRights;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins and the opaque tokens that belong to them. A session that has ended is not here. A
 * browser's session takes those it is the parent of along, and whoever ends sessions leaves a
 * notice, in the same transaction, for every client that wants to be told of it.
 */
public interface Sessions {
  void add(Session session);

  /**
   * Adds the one session a client has in its own name.
   *
   * @return false when it has one, for {@link #ofClient} to find
   */
  boolean addOfClient(Session session);

  /** Adds an opaque token, known by the SHA-256 of its text. */
  void addToken(byte[] digest, SessionId session, Instant createdAt, Instant expiresAt);

  /** Adds a client's opaque token, known by the SHA-256 of its text. */
  void addToken(
      byte[] digest, SessionId session, TokenRights rights, Instant createdAt, Instant expiresAt);

  /** Ends one opaque token alone; false when there is none. */
  boolean endToken(byte[] digest);

  /** A session, live or expired, if it has not ended. */
  Optional<Session> byId(SessionId id);

  /** The session an opaque token belongs to, whether or not either has expired. */
  Optional<SessionId> ofToken(byte[] digest);

  /** A person's sessions, newest first. */
  List<Session> list(CustomerId customer, UserId user);

  /** A person's sessions, newest first, starting below that id, at most so many. */
  List<Session> page(CustomerId customer, UserId user, long belowId, int limit);

  /** The session a client has in its own name. */
  Optional<Session> ofClient(ClientId client);

  /** The sessions that end with that one, oldest first. */
  List<Session> children(SessionId parent);

  /**
   * The person of a session has shown anew who they are: it lasts from now on, and its opaque
   * tokens are dead.
   *
   * @return false when the session has ended
   */
  boolean renew(SessionId id, String amr, Instant authTime, Instant expiresAt);

  /** Ends one session with every token of it; false when it had ended before. */
  boolean end(SessionId id);

  /** As {@link #end}, for a client that gives up its own grant: it need not be told. */
  boolean revoke(SessionId id);

  /** Ends a person's sessions but the one given and its children; returns how many. */
  int endOfUser(CustomerId customer, UserId user, @Nullable SessionId except);

  /** Ends the sessions of a person's device; returns how many. */
  int endOfDevice(CustomerId customer, UserId user, String deviceKey);

  /** Ends the sessions got with a key; returns how many. */
  int endOfApiKey(ApiKeyId key);

  /** Ends a person's sessions at a client; returns how many. */
  int endOfClient(CustomerId customer, UserId user, ClientId client);

  /** Ends all sessions at a client, its own included; returns how many. */
  int endOfClient(ClientId client);

  /**
   * Moves the refresh state from that generation to the next, if it still is there.
   *
   * @return false when another request moved it first, or the session has ended
   */
  boolean rotate(SessionId id, long fromGeneration, Instant rotatedAt, Instant idleUntil);

  /** Binds the sessions of a device to it: from now on their refresh demands it. */
  void bindDevice(CustomerId customer, UserId user, String deviceKey);

  /** Removes at most so many sessions and tokens that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
