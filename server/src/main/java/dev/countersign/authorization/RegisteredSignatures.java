package dev.countersign.authorization;

import dev.countersign.client.ClientKeys;
import dev.countersign.crypto.InvalidJwt;
import dev.countersign.crypto.JwtVerifier;
import dev.countersign.domain.Client;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks request objects with the keys that clients registered or publish. */
public final class RegisteredSignatures implements ClientSignatures {
  /** RFC 9101, section 10.8: "oauth-authz-req+jwt"; OpenID Connect names none. */
  private static final Set<String> TYPES =
      Set.of("oauth-authz-req+jwt", "JWT", JwtVerifier.NO_TYPE);

  private final ClientKeys keys;

  public RegisteredSignatures(ClientKeys keys) {
    this.keys = keys;
  }

  @Override
  public Optional<Map<String, Object>> claims(
      Client client, String jwt, @Nullable String algorithm) {
    try {
      return Optional.of(keys.verify(client, jwt, TYPES, algorithm).claims());
    } catch (InvalidJwt e) {
      return Optional.empty();
    }
  }
}
