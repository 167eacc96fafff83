package dev.countersign.authorization;

import dev.countersign.domain.Client;
import dev.countersign.token.ClaimsRequest;
import dev.countersign.token.ClaimsRequest.Wish;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request that {@link Checks} has passed, read.
 *
 * @param asked what it was
 */
record ValidRequest(Asked asked) {
  Client client() {
    return asked.client();
  }

  Parameters parameters() {
    return asked.parameters();
  }

  String redirectUri() {
    return parameters().one("redirect_uri").orElseThrow();
  }

  /** OAuth 2.0 Multiple Response Types, section 2.1: the default for code is the query. */
  static ResponseMode mode(Parameters parameters) {
    return parameters.one("response_mode").flatMap(ResponseMode::parse).orElse(ResponseMode.QUERY);
  }

  List<String> scopes() {
    return parameters().words("scope");
  }

  Set<Prompt> prompts() {
    Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
    parameters().words("prompt").forEach(word -> Prompt.parse(word).ifPresent(prompts::add));
    return prompts;
  }

  /** How many seconds old a sign-in may be. */
  Optional<Long> maxAge() {
    return parameters()
        .one("max_age")
        .map(Long::valueOf)
        .or(() -> Optional.ofNullable(client().settings().defaultMaxAge()));
  }

  /** The authentication contexts that would do, best first; empty for any. */
  List<String> acrValues() {
    if (!essentialAcr().isEmpty()) {
      return essentialAcr();
    }
    List<String> asked = parameters().words("acr_values");
    return asked.isEmpty() ? client().settings().defaultAcrValues() : asked;
  }

  /** The authentication contexts of which one must be reached; empty where none must. */
  List<String> essentialAcr() {
    return wish("acr").filter(Wish::essential).map(Wish::values).orElse(List.of());
  }

  /** The subject that the ID token must be about, if one is asked for. */
  Optional<String> subject() {
    return wish("sub").map(Wish::values).flatMap(values -> values.stream().findFirst());
  }

  private Optional<Wish> wish(String claim) {
    return parameters()
        .one("claims")
        .flatMap(ClaimsRequest::parse)
        .map(claims -> claims.idToken().get(claim));
  }
}
