package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.Client;
import dev.countersign.domain.Issuer;
import dev.countersign.http.FormBody;
import dev.countersign.token.OAuthScopes;
import dev.countersign.token.ResourceIndicators;
import dev.countersign.token.TokenError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a request asks for, held against the client's registration. */
sealed interface ScopesAndResources {
  /** All of it is the client's to ask for. */
  record Allowed(Optional<Set<String>> scopes, List<String> resources)
      implements ScopesAndResources {}

  /** Something is not. */
  record Refused(TokenError error, String description) implements ScopesAndResources {}

  /** Reads the parameters {@code scope} and {@code resource}. */
  static ScopesAndResources read(
      Client client, Issuer issuer, FormBody form, ResourceIndicators indicators) {
    Optional<String> text = form.given("scope");
    Optional<Set<String>> scopes = text.flatMap(OAuthScopes::parse);
    // RFC 6749, section 5.2: invalid_scope: "The requested scope is invalid, unknown, malformed, or
    // exceeds the scope granted by the resource owner."
    if (text.isPresent() && scopes.isEmpty()) {
      return new Refused(TokenError.INVALID_SCOPE, "Scopes are words with one space between them");
    }
    if (scopes.isPresent() && !OAuthScopes.registered(client, scopes.get())) {
      return new Refused(
          TokenError.INVALID_SCOPE, "The client is not registered for all of these scopes");
    }
    List<String> resources = form.texts("resource").stream().filter(one -> !one.isEmpty()).toList();
    return indicators
        .refusal(client, issuer, resources)
        .<ScopesAndResources>map(why -> new Refused(TokenError.INVALID_TARGET, why))
        .orElseGet(() -> new Allowed(scopes, resources));
  }
}
