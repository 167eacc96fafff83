package dev.countersign.config;

import java.time.Duration;

/**
 * Lifetimes of the tokens handed out.
 *
 * @param opaqueTtl life of an opaque token where the request does not say
 * @param opaqueMaxTtl longest life a request may ask for an opaque token
 * @param accessTtl life of an access token of the token dialect
 * @param iamAccessTtl life of an access token of the IAM dialect
 */
public record TokenSettings(
    Duration opaqueTtl, Duration opaqueMaxTtl, Duration accessTtl, Duration iamAccessTtl) {

  static TokenSettings from(Values values) {
    return new TokenSettings(
        values.get(Keys.TOKENS_OPAQUE_TTL),
        values.get(Keys.TOKENS_OPAQUE_MAX_TTL),
        values.get(Keys.TOKENS_ACCESS_TTL),
        values.get(Keys.TOKENS_IAM_ACCESS_TTL));
  }
}
