package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.token.AccessTokens.Authentication;
import dev.countersign.token.AccessTokens.Made;
import dev.countersign.token.GrantSessions.Begun;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the tokens of what a person granted. Nothing is written but the row of an opaque one. */
final class GrantTokens {
  private final AccessTokens accessTokens;
  private final IdTokens idTokens;
  private final Subjects subjects;
  private final UserClaims claims;

  GrantTokens(AccessTokens accessTokens, IdTokens idTokens, Subjects subjects, UserClaims claims) {
    this.accessTokens = accessTokens;
    this.idTokens = idTokens;
    this.subjects = subjects;
    this.claims = claims;
  }

  /**
   * What tokens are made of.
   *
   * @param client who gets them
   * @param session the grant's session
   * @param grant what was granted
   * @param user by whom
   * @param scopes what these tokens may do, all of it or less
   * @param resources where the access token is good
   * @param jkt the key it is bound to
   * @param nonce the authorization request's, for the first ID token; else null
   * @param refreshToken what goes beside them
   */
  record Terms(
      Client client,
      Session session,
      OAuthGrant grant,
      User user,
      Set<String> scopes,
      List<String> resources,
      Optional<String> jkt,
      @Nullable String nonce,
      Optional<String> refreshToken) {}

  /** The first tokens of a grant that has begun, with all it covers but for the resources. */
  IssuedTokens first(Begun begun, TokenRequest request) {
    OAuthGrant grant = begun.grant();
    return issue(
        new Terms(
            request.client(),
            begun.session(),
            grant,
            begun.user(),
            grant.scopes(),
            resources(grant, request.resources()).orElseThrow(),
            request.jkt(),
            grant.nonce(),
            begun.refreshToken()));
  }

  IssuedTokens issue(Terms terms) {
    String subject = subjects.of(terms.client(), terms.user().id());
    Session session = terms.session();
    Authentication signIn =
        new Authentication(session.authTime(), session.amr(), terms.grant().acr());
    Made access =
        accessTokens.make(
            new AccessTokens.Terms(
                terms.client(),
                session.id(),
                subject,
                terms.scopes(),
                terms.resources(),
                terms.jkt(),
                session.expiresAt(),
                Optional.of(signIn)));
    Optional<String> idToken = Optional.empty();
    if (terms.scopes().contains(OAuthScopes.OPENID)) {
      idToken = Optional.of(idToken(terms, subject, signIn, access.text()));
    }
    return new IssuedTokens(
        access.text(),
        terms.jkt().isPresent(),
        access.seconds(),
        terms.scopes(),
        terms.refreshToken(),
        idToken);
  }

  private String idToken(Terms terms, String subject, Authentication signIn, String accessToken) {
    ClaimsRequest wishes = ClaimsRequest.of(terms.grant().claims());
    return idTokens.make(
        new IdTokens.Terms(
            terms.client(),
            subject,
            terms.grant().sid(),
            signIn,
            terms.nonce(),
            accessToken,
            claims.idToken(terms.user(), terms.client(), wishes)));
  }

  /**
   * The resources of a token: all that were granted, or those asked for where they are among them.
   * RFC 8707, section 2.2: "If the client omits the resource parameter when requesting an access
   * token, the authorization server SHOULD issue the token for all resources" granted.
   */
  static Optional<List<String>> resources(OAuthGrant grant, List<String> asked) {
    if (asked.isEmpty()) {
      return Optional.of(grant.resources());
    }
    if (!grant.resources().isEmpty() && !grant.resources().containsAll(asked)) {
      return Optional.empty();
    }
    return Optional.of(asked);
  }

  /** Of what was granted, what the client is registered for still. */
  static Set<String> scopes(Client client, OAuthGrant grant) {
    Set<String> scopes = new LinkedHashSet<>(grant.scopes());
    scopes.retainAll(client.settings().scopes());
    return scopes;
  }
}
