package dev.countersign.token;

import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.TokenRights;
import dev.countersign.domain.UserId;
import dev.countersign.keys.KeyRing;
import dev.countersign.session.Refresh;
import dev.countersign.signin.ApiKeyCheck;
import dev.countersign.store.Store;
import dev.countersign.token.CallerLookup.Outcome;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells a customer's resource servers, and its clients, whether a token is good now (RFC 7662). It
 * is the server's hottest path: one statement, nothing written, nothing logged.
 */
public final class Introspection {
  private static final int TOKEN_ID_BYTES = 16;

  private final CallerLookup callers;
  private final RefreshIntrospection refreshTokens;
  private final SignedTokens signed;
  private final KeyRing ring;
  private final Subjects subjects;
  private final Store store;

  public Introspection(
      Store store,
      TokenGate gate,
      SignedTokens signed,
      Refresh refresh,
      KeyRing ring,
      Subjects subjects,
      ApiKeyCheck passwords,
      InstantSource clock) {
    this.callers = new CallerLookup(store, gate, passwords, clock);
    this.refreshTokens = new RefreshIntrospection(store, refresh.tokens(), ring, subjects);
    this.signed = signed;
    this.ring = ring;
    this.subjects = subjects;
    this.store = store;
  }

  /** Answers one question. */
  public IntrospectionResult introspect(KeyCaller caller, String presented, Origin origin) {
    PresentedToken token = PresentedToken.read(presented, signed);
    return switch (callers.look(caller, token, origin)) {
      case Outcome.Refused(CallerRefusal refusal) -> new IntrospectionResult.Refused(refusal);
      case Outcome.Admitted(var _, Optional<LiveSession> session) -> told(token, session);
    };
  }

  /**
   * Answers a client that has proven itself. It is told about its own tokens; one that is
   * registered for the scope {@code tokens:introspect}, about all access tokens of its customer's.
   */
  public IntrospectionResult introspect(Client client, String presented) {
    PresentedToken token = PresentedToken.read(presented, signed);
    Optional<LiveSession> session =
        callers.find(client.customerId(), token).filter(own -> visible(client, own));
    if (session.isPresent()) {
      return told(token, session);
    }
    return refreshTokens
        .of(client, presented)
        .<IntrospectionResult>map(IntrospectionResult.ActiveRefresh::new)
        .orElseGet(IntrospectionResult.Inactive::new);
  }

  private static boolean visible(Client client, LiveSession session) {
    return client.id().equals(session.clientId())
        || client.settings().scopes().contains(Scope.TOKENS_INTROSPECT.text());
  }

  /** Why the caller may not ask at all, for one whose question cannot be read. */
  public Optional<CallerRefusal> refusal(KeyCaller caller, Origin origin) {
    return switch (callers.look(caller, PresentedToken.read("", signed), origin)) {
      case Outcome.Refused(CallerRefusal refusal) -> Optional.of(refusal);
      case Outcome.Admitted(var _, var _) -> Optional.empty();
    };
  }

  private IntrospectionResult told(PresentedToken token, Optional<LiveSession> session) {
    if (session.isEmpty()) {
      // RFC 7662, section 2.2: "If the introspection call is properly authorized but the token is
      // not active [...] or the protected resource is not allowed to introspect this particular
      // token, then the authorization server MUST return an introspection response with the
      // 'active' field set to 'false'."
      return new IntrospectionResult.Inactive();
    }
    if (token.jwt().isPresent()) {
      return new IntrospectionResult.Active(signed(token.jwt().get(), session.get()));
    }
    return new IntrospectionResult.Active(opaque(token, session.get()));
  }

  private static ActiveToken signed(VerifiedJwt jwt, LiveSession session) {
    return new ActiveToken(
        jwt.text("scope").orElse(""),
        jwt.text("client_id"),
        name(session),
        jwt.text("sub").orElse(""),
        jwt.text("iss").orElse(""),
        OAuthTokens.audience(jwt),
        seconds(jwt, "iat").orElse(0),
        seconds(jwt, "nbf"),
        seconds(jwt, "exp").orElse(0),
        jwt.text("jti").orElse(""),
        session.id(),
        session.customerId(),
        OAuthTokens.jkt(jwt));
  }

  private ActiveToken opaque(PresentedToken token, LiveSession session) {
    Issuer issuer = ring.issuerOf(session.customerId());
    Optional<TokenRights> rights = Optional.ofNullable(session.rights());
    List<String> ours = List.of(SignedTokens.audience(issuer, session.customerId()));
    return new ActiveToken(
        rights
            .map(one -> OAuthScopes.join(one.scopes()))
            .orElseGet(() -> Scope.join(session.scopes())),
        client(session),
        name(session),
        subject(session),
        issuer.baseUrl(),
        rights.map(TokenRights::audience).orElse(ours),
        session.tokenCreatedAt().getEpochSecond(),
        OptionalLong.empty(),
        session.tokenExpiresAt().getEpochSecond(),
        tokenId(token.digest()),
        session.id(),
        session.customerId(),
        rights.map(TokenRights::jkt));
  }

  private static Optional<String> client(LiveSession session) {
    return Optional.ofNullable(session.clientId())
        .map(ClientId::toString)
        .or(() -> Optional.ofNullable(session.apiKeyId()).map(ApiKeyId::toString));
  }

  private static Optional<String> name(LiveSession session) {
    if (session.userId() == null && session.clientId() != null) {
      return Optional.empty();
    }
    return Optional.ofNullable(session.userName()).or(() -> Optional.of(session.customerName()));
  }

  private String subject(LiveSession session) {
    UserId user = session.userId();
    ClientId client = session.clientId();
    if (client != null) {
      if (user == null) {
        return client.toString();
      }
      return store
          .read(tx -> tx.clients().byId(client))
          .map(one -> subjects.of(one, user))
          .orElseGet(user::toString);
    }
    if (user != null) {
      return user.toString();
    }
    return session.customerId().toString();
  }

  /** Half of the digest: enough to name the token, not enough to look it up by. */
  private static String tokenId(byte[] digest) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest, TOKEN_ID_BYTES));
  }

  private static OptionalLong seconds(VerifiedJwt jwt, String claim) {
    if (jwt.claims().get(claim) instanceof Number number) {
      return OptionalLong.of(number.longValue());
    }
    return OptionalLong.empty();
  }
}
