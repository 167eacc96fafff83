package dev.countersign.config;

import java.time.Duration;

/**
 * Lifetimes of the tokens handed out.
 *
 * @param opaqueTtl life of an opaque token where the request does not say
 * @param opaqueMaxTtl longest life a request may ask for an opaque token
 * @param accessTtl life of an access token of the token dialect
 * @param iamAccessTtl life of an access token of the IAM dialect
 * @param oauthAccessTtl life of an access token of an OAuth client
 * @param idTtl life of an ID token of an OAuth client
 * @param dpopNonce whether a DPoP proof needs a nonce
 */
public record TokenSettings(
    Duration opaqueTtl,
    Duration opaqueMaxTtl,
    Duration accessTtl,
    Duration iamAccessTtl,
    Duration oauthAccessTtl,
    Duration idTtl,
    boolean dpopNonce) {

  static TokenSettings from(Values values) {
    return new TokenSettings(
        values.get(Keys.TOKENS_OPAQUE_TTL),
        values.get(Keys.TOKENS_OPAQUE_MAX_TTL),
        values.get(Keys.TOKENS_ACCESS_TTL),
        values.get(Keys.TOKENS_IAM_ACCESS_TTL),
        values.get(Keys.TOKENS_OAUTH_ACCESS_TTL),
        values.get(Keys.TOKENS_ID_TTL),
        values.get(Keys.TOKENS_DPOP_NONCE));
  }
}
