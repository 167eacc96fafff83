package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An application that signs people in through this server, or calls APIs in its own name: a client
 * in the words of RFC 6749. It belongs to exactly one customer.
 *
 * @param id its {@code client_id}
 * @param customerId whose application it is
 * @param name what people are shown
 * @param settings its registered metadata
 * @param secretDigest the hexadecimal SHA-256 of its secret's text, or null for a client without
 * @param registrationDigest the hexadecimal SHA-256 of the token that may change its registration
 *     (RFC 7592), or null for a client that was not registered by itself
 * @param disabled whether it is switched off
 * @param createdAt when it was registered
 * @param updatedAt when its registration last changed
 */
public record Client(
    ClientId id,
    CustomerId customerId,
    String name,
    ClientSettings settings,
    @Nullable String secretDigest,
    @Nullable String registrationDigest,
    boolean disabled,
    Instant createdAt,
    Instant updatedAt) {

  /** Refuses a client that people could not be told about. */
  public Client {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a client has a name");
    }
  }

  /** The digest of its secret, absent for a client that proves itself otherwise or not at all. */
  public Optional<String> secret() {
    return Optional.ofNullable(secretDigest);
  }

  /**
   * RFC 6749, section 2.1: "Clients incapable of maintaining the confidentiality of their
   * credentials" are public: they authenticate with nothing.
   */
  public boolean isPublic() {
    return settings.tokenEndpointAuthMethod() == ClientSettings.AuthMethod.NONE;
  }

  /** The same client under another name and with other metadata. */
  public Client with(String changedName, ClientSettings changed) {
    return new Client(
        id,
        customerId,
        changedName,
        changed,
        secretDigest,
        registrationDigest,
        disabled,
        createdAt,
        updatedAt);
  }

  /** The same client with another secret, or with null none. */
  public Client withSecretDigest(@Nullable String digest) {
    return new Client(
        id, customerId, name, settings, digest, registrationDigest, disabled, createdAt, updatedAt);
  }

  /** The same client with another registration access token. */
  public Client withRegistrationDigest(@Nullable String digest) {
    return new Client(
        id, customerId, name, settings, secretDigest, digest, disabled, createdAt, updatedAt);
  }

  /** The same client switched off, or on. */
  public Client withDisabled(boolean off) {
    return new Client(
        id,
        customerId,
        name,
        settings,
        secretDigest,
        registrationDigest,
        off,
        createdAt,
        updatedAt);
  }

  /** Without digests and metadata: safe in a log. */
  @Override
  public String toString() {
    return "Client[" + id + " of " + customerId + "]";
  }
}
