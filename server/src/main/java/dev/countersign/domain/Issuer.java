package dev.countersign.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who signs tokens: a base URL that owns signing keys.
 *
 * @param id its identity
 * @param baseUrl the {@code iss} of its tokens, without a trailing slash
 * @param customer the customer it belongs to, or null for the default one
 */
public record Issuer(long id, String baseUrl, @Nullable CustomerId customer) {
  /** The customer it belongs to; absent for the default issuer. */
  public Optional<CustomerId> owner() {
    return Optional.ofNullable(customer);
  }
}
