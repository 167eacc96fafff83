package dev.countersign.token;

import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.UserId;
import dev.countersign.keys.KeyRing;
import dev.countersign.signin.ApiKeyCheck;
import dev.countersign.store.LiveSessions.LiveSession;
import dev.countersign.store.Store;
import dev.countersign.token.CallerLookup.Outcome;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells a customer's resource servers whether a token is good now (RFC 7662). It is the server's
 * hottest path: one statement, nothing written, nothing logged.
 */
public final class Introspection {
  private static final int TOKEN_ID_BYTES = 16;

  private final CallerLookup callers;
  private final SignedTokens signed;
  private final KeyRing ring;

  public Introspection(
      Store store,
      TokenGate gate,
      SignedTokens signed,
      KeyRing ring,
      ApiKeyCheck passwords,
      InstantSource clock) {
    this.callers = new CallerLookup(store, gate, passwords, clock);
    this.signed = signed;
    this.ring = ring;
  }

  /** Answers one question. */
  public IntrospectionResult introspect(KeyCaller caller, String presented, Origin origin) {
    PresentedToken token = PresentedToken.read(presented, signed);
    return switch (callers.look(caller, token, origin)) {
      case Outcome.Refused(CallerRefusal refusal) -> new IntrospectionResult.Refused(refusal);
      case Outcome.Admitted(var _, Optional<LiveSession> session) -> told(token, session);
    };
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
        jwt.text("aud").orElse(""),
        seconds(jwt, "iat").orElse(0),
        seconds(jwt, "nbf"),
        seconds(jwt, "exp").orElse(0),
        jwt.text("jti").orElse(""),
        session.id(),
        session.customerId());
  }

  private ActiveToken opaque(PresentedToken token, LiveSession session) {
    Issuer issuer = ring.issuerOf(session.customerId());
    return new ActiveToken(
        Scope.join(session.scopes()),
        Optional.ofNullable(session.apiKeyId()).map(ApiKeyId::toString),
        name(session),
        subject(session),
        issuer.baseUrl(),
        SignedTokens.audience(issuer, session.customerId()),
        session.tokenCreatedAt().getEpochSecond(),
        OptionalLong.empty(),
        session.tokenExpiresAt().getEpochSecond(),
        tokenId(token.digest()),
        session.id(),
        session.customerId());
  }

  private static String name(LiveSession session) {
    String userName = session.userName();
    if (userName != null) {
      return userName;
    }
    return session.customerName();
  }

  private static String subject(LiveSession session) {
    UserId user = session.userId();
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
