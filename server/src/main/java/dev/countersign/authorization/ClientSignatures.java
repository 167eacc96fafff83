package dev.countersign.authorization;

import dev.countersign.domain.Client;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what a client has signed. */
public interface ClientSignatures {
  /**
   * The claims of a JWT that one of the client's registered keys has signed; absent otherwise.
   * Times are not looked at.
   *
   * @param algorithm the one algorithm that is registered for it, or null for any that is accepted
   */
  Optional<Map<String, Object>> claims(Client client, String jwt, @Nullable String algorithm);
}
