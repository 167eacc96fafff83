package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in. Every token belongs to a session; a session that has ended is gone from the store,
 * and with it every token of it on every node at once.
 *
 * @param id its identity, the {@code sid} of signed tokens
 * @param customerId the isolation boundary
 * @param subject whose sign-in this is
 * @param dialect the wire dialect it was begun in
 * @param amr the authentication methods used (RFC 8176 names), in order of use
 * @param scopes what its tokens may do; empty for a user's session
 * @param deviceKey the device it was begun on, or null
 * @param authTime when the credentials were verified
 * @param expiresAt the absolute end; no renewal goes past it
 * @param refresh where its refresh token stands, or null for a session without one
 * @param clientId the OAuth client it was granted to, or null for one begun at this server itself
 * @param parent the browser's session it ends with, or null
 * @param place where it was begun, for its person to recognise
 */
public record Session(
    SessionId id,
    CustomerId customerId,
    Subject subject,
    String dialect,
    String amr,
    Set<Scope> scopes,
    @Nullable String deviceKey,
    Instant authTime,
    Instant expiresAt,
    @Nullable RefreshState refresh,
    @Nullable ClientId clientId,
    @Nullable SessionId parent,
    Place place) {

  /**
   * Where a session was begun. It is personal, and goes with the session.
   *
   * @param network such as {@code 192.0.2.0/24}, or the empty string
   * @param agent such as {@code Firefox on Windows}, or the empty string
   */
  public record Place(String network, String agent) {
    /** Nothing is known. */
    public static final Place UNKNOWN = new Place("", "");

    /** Where a request came from. */
    public static Place of(Origin origin) {
      return new Place(origin.networkText(), origin.agent());
    }

    /** Without either. */
    @Override
    public String toString() {
      return "Place[…]";
    }
  }

  /** Keeps an unmodifiable copy of the scopes. */
  public Session {
    scopes = Set.copyOf(scopes);
    if (subject instanceof Subject.OfClient(ClientId own) && !own.equals(clientId)) {
      throw new IllegalArgumentException("a client's own session is granted to that client");
    }
  }

  /** A session of which nobody has to know where it was begun. */
  public Session(
      SessionId id,
      CustomerId customerId,
      Subject subject,
      String dialect,
      String amr,
      Set<Scope> scopes,
      @Nullable String deviceKey,
      Instant authTime,
      Instant expiresAt,
      @Nullable RefreshState refresh,
      @Nullable ClientId clientId,
      @Nullable SessionId parent) {
    this(
        id,
        customerId,
        subject,
        dialect,
        amr,
        scopes,
        deviceKey,
        authTime,
        expiresAt,
        refresh,
        clientId,
        parent,
        Place.UNKNOWN);
  }

  /** A session that was begun at this server itself, for no client. */
  public Session(
      SessionId id,
      CustomerId customerId,
      Subject subject,
      String dialect,
      String amr,
      Set<Scope> scopes,
      @Nullable String deviceKey,
      Instant authTime,
      Instant expiresAt,
      @Nullable RefreshState refresh) {
    this(
        id,
        customerId,
        subject,
        dialect,
        amr,
        scopes,
        deviceKey,
        authTime,
        expiresAt,
        refresh,
        null,
        null);
  }

  /** Whose sign-in a session is. */
  public sealed interface Subject {
    /** A customer's program, signed in with one of the customer's keys. */
    record OfCustomer(ApiKeyId key) implements Subject {}

    /** A person. */
    record OfUser(UserId user) implements Subject {}

    /** An OAuth client in its own name (RFC 6749, section 4.4); one for each client. */
    record OfClient(ClientId client) implements Subject {}
  }

  /**
   * Where a session's refresh token stands: one row per session, none per token.
   *
   * @param sealedSecret the per-session secret, encrypted under the key-encryption key
   * @param generation the number of the current token, from 1
   * @param rotatedAt when the current token was first handed out
   * @param idleUntil until when the current token may be used
   * @param bound whether a confirmed device is bound to it
   */
  public record RefreshState(
      byte[] sealedSecret, long generation, Instant rotatedAt, Instant idleUntil, boolean bound) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "RefreshState[generation=" + generation + "]";
    }
  }

  /** The person, if this is a person's session. */
  public Optional<UserId> user() {
    if (subject instanceof Subject.OfUser of) {
      return Optional.of(of.user());
    }
    return Optional.empty();
  }

  /** The OAuth client it was granted to, if there is one. */
  public Optional<ClientId> client() {
    return Optional.ofNullable(clientId);
  }

  /** The key it was got with, if this is a customer's session. */
  public Optional<ApiKeyId> apiKey() {
    if (subject instanceof Subject.OfCustomer of) {
      return Optional.of(of.key());
    }
    return Optional.empty();
  }
}
