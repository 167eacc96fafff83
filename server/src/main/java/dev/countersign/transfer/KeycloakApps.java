package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.Radix32;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.Totp;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/** Keycloak's one-time codes of an app (credentials of the type {@code otp}). */
final class KeycloakApps {
  private KeycloakApps() {}

  /**
   * The app of that credential; absent when its codes are others than those that are known here: of
   * time, of six digits, of 30 seconds, with SHA-1.
   */
  static Optional<TotpKind.App> read(CustomerId customer, UserId user, ObjectNode credential) {
    ObjectNode data = KeycloakPasswords.embedded(credential, "credentialData");
    ObjectNode hidden = KeycloakPasswords.embedded(credential, "secretData");
    String value = hidden.path("value").asText("");
    boolean known =
        data.path("subType").asText("totp").equals("totp")
            && data.path("digits").asInt(Totp.DIGITS) == Totp.DIGITS
            && data.path("period").asLong(Totp.STEP.toSeconds()) == Totp.STEP.toSeconds()
            && data.path("algorithm").asText("HmacSHA1").equals("HmacSHA1");
    if (!known || value.isEmpty()) {
      return Optional.empty();
    }
    Instant made = Instant.ofEpochMilli(credential.path("createdDate").asLong(0));
    return secret(value, data.path("secretEncoding").asText(""))
        .map(secret -> new TotpKind.App(customer, user, secret, 0, made, made));
  }

  /** The key is the text's own bytes, unless the credential says that the text is Radix32. */
  private static Optional<Secret> secret(String value, String encoding) {
    if (!encoding.equals("BASE32")) {
      return Optional.of(Secret.of(value));
    }
    return Radix32.decode(value).map(Secret::of);
  }
}
