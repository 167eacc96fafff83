package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as the store holds it.
 *
 * @param kid its RFC 7638 thumbprint
 * @param issuerId the issuer that owns it
 * @param algorithm the one JWS algorithm it is used with
 * @param state where it stands in its life
 * @param publicJwk the public half, as JSON
 * @param sealedPrivateJwk the private half, encrypted under the key-encryption key
 * @param createdAt when it was made and first published
 * @param activatedAt when it began to sign, or null
 * @param retiredAt when it ceased to sign, or null
 */
public record StoredKey(
    String kid,
    long issuerId,
    String algorithm,
    State state,
    String publicJwk,
    byte[] sealedPrivateJwk,
    Instant createdAt,
    @Nullable Instant activatedAt,
    @Nullable Instant retiredAt) {
  /** pending → active → retired → (deleted); revoked at any moment. */
  public enum State {
    /** Published, not signing, so that every verifier has fetched it before it signs. */
    PENDING,
    /** Signs. */
    ACTIVE,
    /** Published until the last token it signed is dead; signs no more. */
    RETIRED
  }

  /** Without the private half. */
  @Override
  public String toString() {
    return "StoredKey[" + kid + ", " + algorithm + ", " + state + "]";
  }
}
