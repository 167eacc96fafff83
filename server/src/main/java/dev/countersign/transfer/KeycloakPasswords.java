package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.PasswordHasher;
import java.util.Locale;
import java.util.Optional;

/**
 * Password hashes as Keycloak exports them, in the form that is read here.
 *
 * <p>Since release 8 a credential is two JSON texts, {@code credentialData} (algorithm, iterations,
 * parameters) and {@code secretData} (value, salt); before, its members stood in the credential
 * itself. Keycloak pads passwords of fewer than 14 characters with NUL characters before PBKDF2, so
 * that a FIPS library takes them. HMAC fills its key with zero bytes up to a whole block (RFC 2104,
 * section 2: "zeros are appended"), so the padded password has the very hash of the password.
 */
final class KeycloakPasswords {
  private KeycloakPasswords() {}

  /**
   * The hash of a credential of the type password.
   *
   * @throws InvalidRecord when it is in a form that is not read here; the message names the form
   */
  static String hash(ObjectNode credential) {
    ObjectNode data = embedded(credential, "credentialData");
    ObjectNode secret = embedded(credential, "secretData");
    String value = secret.path("value").asText(credential.path("hashedSaltedValue").asText());
    String salt = secret.path("salt").asText(credential.path("salt").asText());
    String algorithm = data.path("algorithm").asText(credential.path("algorithm").asText("pbkdf2"));
    long iterations =
        data.path("hashIterations").asLong(credential.path("hashIterations").asLong(1));
    String hash =
        switch (algorithm.toLowerCase(Locale.ROOT)) {
          case "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512" ->
              "$%s$i=%s$%s$%s".formatted(algorithm, iterations, salt, value);
          case "argon2" -> argon2(data.path("additionalParameters"), iterations, salt, value);
          case "bcrypt" -> value;
          default -> "";
        };
    if (!PasswordHasher.supports(hash)) {
      throw new InvalidRecord("its hash of the algorithm \"" + algorithm + "\" cannot be read");
    }
    return hash;
  }

  private static String argon2(JsonNode parameters, long iterations, String salt, String value) {
    return "$argon2%s$v=%s$m=%s,t=%s,p=%s$%s$%s"
        .formatted(
            first(parameters, "type", "id"),
            version(first(parameters, "version", "1.3")),
            first(parameters, "memory", ""),
            iterations,
            first(parameters, "parallelism", "1"),
            salt,
            value);
  }

  private static String version(String text) {
    return text.equals("1.0") ? "16" : "19";
  }

  /** Parameters are lists of texts. */
  private static String first(JsonNode parameters, String name, String otherwise) {
    return parameters.path(name).path(0).asText(otherwise);
  }

  /** JSON in a text; newer releases may also write it as it is. */
  static ObjectNode embedded(ObjectNode credential, String name) {
    JsonNode value = credential.path(name);
    if (value instanceof ObjectNode object) {
      return object;
    }
    return Optional.of(value.asText())
        .filter(text -> !text.isEmpty())
        .flatMap(Json::object)
        .orElseGet(Json::object);
  }
}
