package dev.countersign.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that waits: pushed by its client (RFC 9126), or held while a person
 * signs in.
 *
 * @param digest the SHA-256 of the opaque id it is asked for by
 * @param customerId the isolation boundary
 * @param clientId whose request it is
 * @param kind why it waits
 * @param parameters its parameters by name, in the order they came, each with all its values
 * @param browser the hexadecimal SHA-256 of what binds it to one browser, or null
 * @param createdAt when it came
 * @param expiresAt until when it waits
 */
public record AuthorizationRequest(
    byte[] digest,
    CustomerId customerId,
    ClientId clientId,
    Kind kind,
    Map<String, List<String>> parameters,
    @Nullable String browser,
    Instant createdAt,
    Instant expiresAt) {

  /** Keeps an unmodifiable copy in the same order. */
  public AuthorizationRequest {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    parameters = Collections.unmodifiableMap(copy);
  }

  /** Why a request waits. */
  public enum Kind {
    /** Its client pushed it and has a {@code request_uri}. */
    PUSHED,
    /** A person is at the pages. */
    FLOW
  }

  /** Names the client only: parameters can be personal. */
  @Override
  public String toString() {
    return "AuthorizationRequest[" + kind + " of client " + clientId + "]";
  }
}
