package dev.countersign.token;

import dev.countersign.crypto.GeneratedKey;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.SessionId;
import dev.countersign.naming.Name;
import dev.countersign.signin.ApiKeyCheck;
import dev.countersign.signin.SignInResult;
import dev.countersign.store.LiveSessions.Caller;
import dev.countersign.store.LiveSessions.Introspected;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Checks who asks and finds what is asked about. With a generated key both are one statement, so
 * that a resource server can ask at every request it answers; a chosen password takes the steps of
 * a sign-in first.
 */
final class CallerLookup {
  private final Store store;
  private final TokenGate gate;
  private final ApiKeyCheck passwords;
  private final InstantSource clock;

  CallerLookup(Store store, TokenGate gate, ApiKeyCheck passwords, InstantSource clock) {
    this.store = store;
    this.gate = gate;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Outcome {
    /**
     * The caller may ask.
     *
     * @param customer whose key it was
     * @param session the token's live session, if it is one of that customer's
     */
    record Admitted(CustomerId customer, Optional<LiveSession> session) implements Outcome {}

    /** The caller may not. */
    record Refused(CallerRefusal refusal) implements Outcome {}
  }

  Outcome look(KeyCaller caller, PresentedToken token, Origin origin) {
    Optional<GeneratedKey> generated = GeneratedKey.parse(caller.key().text());
    if (generated.isEmpty()) {
      return withPassword(caller, token, origin);
    }
    Introspected read = together(new ApiKeyId(generated.get().id()), token);
    if (read.caller().isEmpty() || !genuine(read.caller().get(), caller, generated.get())) {
      return new Outcome.Refused(new CallerRefusal.Unknown());
    }
    Caller known = read.caller().get();
    return admitted(known.customerId(), known.scopes(), read.session(), token);
  }

  private Introspected together(ApiKeyId key, PresentedToken token) {
    Instant now = clock.instant();
    Optional<SessionId> session = token.session();
    if (session.isPresent()) {
      return store.live().introspectSession(key, session.get(), now);
    }
    return store.live().introspectToken(key, token.digest(), now);
  }

  private static boolean genuine(Caller known, KeyCaller presented, GeneratedKey key) {
    Secret stored = Secret.of(known.verifier());
    Secret digest = Secret.of(HexFormat.of().formatHex(key.digest().bytes()));
    return stored.equals(digest) && named(known, presented.customerName());
  }

  private static boolean named(Caller known, String presented) {
    // A key is its own key: most callers spell their name so, and mapping a name is slow.
    return presented.equals(known.customerNameKey())
        || Name.lookupKey(presented).equals(Optional.of(known.customerNameKey()));
  }

  private Outcome withPassword(KeyCaller caller, PresentedToken token, Origin origin) {
    SignInResult<ApiKey> result = passwords.check(caller.customerName(), caller.key(), origin);
    return switch (result) {
      case SignInResult.SignedIn<ApiKey>(ApiKey key) ->
          admitted(key.customerId(), key.scopes(), live(token), token);
      case SignInResult.Refused<ApiKey>(var _) -> new Outcome.Refused(new CallerRefusal.Unknown());
      case SignInResult.Throttled<ApiKey>(Duration wait) ->
          new Outcome.Refused(new CallerRefusal.Throttled(wait));
      case SignInResult.Busy<ApiKey>(Duration wait) ->
          new Outcome.Refused(new CallerRefusal.Busy(wait));
    };
  }

  private Optional<LiveSession> live(PresentedToken token) {
    Instant now = clock.instant();
    Optional<SessionId> session = token.session();
    if (session.isPresent()) {
      return store.live().byId(session.get(), now);
    }
    return store.live().byToken(token.digest(), now);
  }

  private Outcome admitted(
      CustomerId customer, Set<Scope> scopes, Optional<LiveSession> live, PresentedToken token) {
    if (!scopes.contains(Scope.TOKENS_INTROSPECT)) {
      return new Outcome.Refused(new CallerRefusal.ScopeMissing());
    }
    return new Outcome.Admitted(customer, live.filter(session -> of(customer, token, session)));
  }

  private boolean of(CustomerId customer, PresentedToken token, LiveSession session) {
    return session.customerId().equals(customer)
        && (token.jwt().isEmpty() || gate.belongs(token.jwt().get(), session));
  }

  /** The token's live session, if it is one of that customer's. */
  Optional<LiveSession> find(CustomerId customer, PresentedToken token) {
    return live(token).filter(session -> of(customer, token, session));
  }
}
