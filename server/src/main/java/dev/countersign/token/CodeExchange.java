package dev.countersign.token;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.Client;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Origin;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import dev.countersign.token.GrantSessions.Begun;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** Tokens for an authorization code (RFC 6749, section 4.1.3; RFC 7636). */
public final class CodeExchange {
  private static final String UNKNOWN =
      "The code is unknown, expired, used before or another client's; send the person to the"
          + " authorization endpoint again";

  private final Store store;
  private final Codes codes;
  private final GrantSessions sessions;
  private final GrantTokens tokens;
  private final IdSource ids;
  private final AuditLog audit;
  private final InstantSource clock;

  CodeExchange(
      Store store,
      Codes codes,
      GrantSessions sessions,
      GrantTokens tokens,
      IdSource ids,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.codes = codes;
    this.sessions = sessions;
    this.tokens = tokens;
    this.ids = ids;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What the client presents.
   *
   * @param code the code
   * @param redirectUri where it says the code was sent
   * @param verifier the PKCE verifier
   */
  public record Presented(String code, Optional<String> redirectUri, Optional<String> verifier) {
    /** Without the code. */
    @Override
    public String toString() {
      return "Presented[…]";
    }
  }

  /** Exchanges the code. */
  public TokenResult exchange(TokenRequest request, Presented presented) {
    // RFC 6749, section 4.1.3: "ensure that the authorization code was issued to the authenticated
    // confidential client, or if the client is public, ensure that the code was issued to
    // "client_id" in the request".
    Optional<AuthorizationCode> found =
        codes.find(presented.code()).filter(code -> code.clientId().equals(request.client().id()));
    if (found.isEmpty()) {
      return refused(UNKNOWN);
    }
    AuthorizationCode code = found.get();
    if (code.issuedSession() != null) {
      return reused(code, request.origin());
    }
    if (!codes.fresh(code)) {
      return refused(UNKNOWN);
    }
    Optional<TokenResult> wrong = wrong(code.request(), request, presented);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    return redeem(code, request);
  }

  private static Optional<TokenResult> wrong(
      AuthorizationCode.Request asked, TokenRequest request, Presented presented) {
    if (!sameRedirect(asked, presented.redirectUri())) {
      return Optional.of(
          refused("The redirect_uri is not the one the authorization request had; send the same"));
    }
    if (!provenPossession(asked, request.client(), presented.verifier())) {
      return Optional.of(
          refused("The code_verifier does not belong to the authorization request's challenge"));
    }
    // RFC 9449, section 10: the server "verifies that it matches the dpop_jkt parameter value in
    // the authorization request. If they do not match, it MUST reject the request."
    if (asked.dpopJkt() != null && !request.jkt().equals(Optional.of(asked.dpopJkt()))) {
      return Optional.of(refused("The code is bound to another DPoP key"));
    }
    if (!asked.resources().isEmpty() && !asked.resources().containsAll(request.resources())) {
      return Optional.of(
          TokenResult.refused(
              TokenError.INVALID_TARGET, "The authorization request did not name that resource"));
    }
    return Optional.empty();
  }

  // RFC 6749, section 4.1.3: "ensure that the "redirect_uri" parameter is present if the
  // "redirect_uri" parameter was included in the initial authorization request as described in
  // Section 4.1.1, and if included ensure that their values are identical."
  private static boolean sameRedirect(AuthorizationCode.Request asked, Optional<String> presented) {
    if (presented.isEmpty()) {
      return !asked.redirectUriGiven();
    }
    return presented.get().equals(asked.redirectUri());
  }

  private static boolean provenPossession(
      AuthorizationCode.Request asked, Client client, Optional<String> verifier) {
    String challenge = asked.codeChallenge();
    if (challenge == null) {
      // RFC 9700, section 2.1.1: "Authorization servers MUST mitigate PKCE downgrade attacks by
      // ensuring that a token request containing a code_verifier parameter is accepted only if a
      // code_challenge parameter was present in the authorization request"; and of public clients
      // it says that they "MUST use PKCE".
      return verifier.isEmpty() && !client.isPublic();
    }
    // RFC 7636, section 4.6: "If the values are not equal, an error response indicating
    // "invalid_grant" as described in Section 5.2 of [RFC6749] MUST be returned."
    return verifier.filter(text -> Pkce.matches(challenge, text)).isPresent();
  }

  private TokenResult redeem(AuthorizationCode code, TokenRequest request) {
    SessionId id = new SessionId(ids.next());
    Optional<Begun> begun = store.write(tx -> begin(tx, code, id, request));
    if (begun.isEmpty()) {
      // Another request may have been quicker by a moment.
      Optional<AuthorizationCode> now =
          store
              .read(tx -> tx.authorizationCodes().find(code.digest()))
              .filter(one -> one.issuedSession() != null && !id.equals(one.issuedSession()));
      return now.map(one -> reused(one, request.origin())).orElseGet(() -> refused(UNKNOWN));
    }
    return new TokenResult.Issued(tokens.first(begun.get(), request));
  }

  private Optional<Begun> begin(
      Transaction tx, AuthorizationCode code, SessionId id, TokenRequest request) {
    if (!tx.authorizationCodes().redeem(code.digest(), id, clock.instant())
        || !sessions.alive(tx, code.parent())) {
      return Optional.empty();
    }
    AuthorizationCode.Request asked = code.request();
    return tx.users()
        .byId(code.customerId(), code.userId())
        .filter(user -> user.state() == User.State.ACTIVE)
        .map(user ->
            sessions.begin(
                tx,
                new GrantSessions.Terms(
                    id,
                    request.client(),
                    user,
                    code.parent(),
                    asked.scopes(),
                    asked.resources(),
                    asked.claims(),
                    request.jkt(),
                    asked.acr(),
                    asked.amr(),
                    asked.authTime(),
                    asked.nonce(),
                    HexFormat.of().formatHex(code.digest())),
                request.origin()));
  }

  /**
   * RFC 6749, section 4.1.2: "If an authorization code is used more than once, the authorization
   * server MUST deny the request and SHOULD revoke (when possible) all tokens previously issued
   * based on that authorization code."
   */
  private TokenResult reused(AuthorizationCode code, Origin origin) {
    SessionId issued = code.issuedSession();
    if (issued != null) {
      About about = About.user(code.customerId(), code.userId()).in(issued);
      store.write(tx -> {
        boolean ended = tx.sessions().end(issued);
        if (ended) {
          audit.append(tx, AuditKind.CODE_REUSE, "session_ended", origin, about);
        }
        return ended;
      });
    }
    return refused(UNKNOWN);
  }

  private static TokenResult refused(String description) {
    return TokenResult.refused(TokenError.INVALID_GRANT, description);
  }
}
