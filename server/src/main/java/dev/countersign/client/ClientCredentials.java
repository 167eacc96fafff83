package dev.countersign.client;

import dev.countersign.crypto.Secret;
import java.util.Optional;

/**
 * What a request presents to say and prove which client sends it, wherever it stood.
 *
 * @param basic the name and password of HTTP Basic
 * @param clientId the parameter {@code client_id}
 * @param clientSecret the parameter {@code client_secret}
 * @param assertionType the parameter {@code client_assertion_type}
 * @param assertion the parameter {@code client_assertion}
 */
public record ClientCredentials(
    Optional<Basic> basic,
    Optional<String> clientId,
    Optional<Secret> clientSecret,
    Optional<String> assertionType,
    Optional<String> assertion) {

  /** A client's id and secret from the Authorization header, already decoded. */
  public record Basic(String clientId, Secret secret) {}

  /** How many ways of proving itself the request uses. */
  int methods() {
    int methods = 0;
    if (basic.isPresent()) {
      methods++;
    }
    if (clientSecret.isPresent()) {
      methods++;
    }
    if (assertion.isPresent() || assertionType.isPresent()) {
      methods++;
    }
    return methods;
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "ClientCredentials[" + clientId.orElse("") + "]";
  }
}
