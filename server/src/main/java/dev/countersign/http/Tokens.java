package dev.countersign.http;

import dev.countersign.http.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the one token a request presents, wherever its dialect allows. */
final class Tokens {
  private static final int OPAQUE_LENGTH = 64;

  private Tokens() {}

  /** RFC 6750, section 2: "Clients MUST NOT use more than one method to transmit the token". */
  static Optional<String> presented(Exchange exchange, Set<TokenSource> sources) {
    Set<String> found = new LinkedHashSet<>();
    if (sources.contains(TokenSource.QUERY)) {
      exchange.query("access_token").ifPresent(found::add);
    }
    if (sources.contains(TokenSource.BODY) && exchange.hasBody()) {
      fromBody(exchange).ifPresent(found::add);
    }
    if (sources.contains(TokenSource.X_ACCESS_TOKEN)) {
      found.addAll(exchange.headers("X-Access-Token"));
    }
    exchange
        .headers("Authorization")
        .forEach(value -> found.add(fromAuthorization(value, sources)));
    if (found.size() > 1) {
      throw new RequestRefused(
          Failure.of(
              Kind.AMBIGUOUS_CREDENTIALS,
              "The request carries two different credentials; send one"));
    }
    return found.stream().findFirst();
  }

  private static Optional<String> fromBody(Exchange exchange) {
    if (exchange.hasForm()) {
      return exchange.form().optionalText("access_token");
    }
    return exchange.json().optionalText("access_token");
  }

  private static String fromAuthorization(String value, Set<TokenSource> sources) {
    String stripped = value.strip();
    // RFC 9110, section 11.1: the scheme is case-insensitive.
    if (stripped.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return decoded(stripped.substring("bearer ".length()).strip(), sources);
    }
    if (sources.contains(TokenSource.BARE) && stripped.indexOf(' ') < 0) {
      return stripped;
    }
    // Another scheme: something was presented, and it is not a token of ours.
    return "";
  }

  private static String decoded(String token, Set<TokenSource> sources) {
    if (!sources.contains(TokenSource.BEARER_BASE64) || token.length() <= OPAQUE_LENGTH) {
      return token;
    }
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return token;
    }
  }
}
