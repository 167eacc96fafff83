package dev.countersign.keys;

import dev.countersign.crypto.JwtSigner;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.crypto.SigningKey;
import dev.countersign.crypto.VerificationKey;
import dev.countersign.domain.StoredKey;
import java.util.Optional;

/** Private halves of signing keys on their way to another database and from one. */
public final class SigningKeyCopies {
  private final KeyEncryption encryption;

  public SigningKeyCopies(KeyEncryption encryption) {
    this.encryption = encryption;
  }

  /**
   * The private half, as a JWK.
   *
   * @throws dev.countersign.crypto.CannotDecrypt when it was changed or moved
   */
  public Secret opened(StoredKey key) {
    return Secret.of(encryption.decrypt(key.sealedPrivateJwk(), KeyRing.binding(key.kid())));
  }

  /**
   * Whether the two halves are a key of that algorithm: one that is not would keep every server on
   * the database from starting.
   */
  public static boolean usable(StoredKey key, Secret privateJwk) {
    Optional<SigningAlgorithm> algorithm = SigningAlgorithm.of(key.algorithm());
    try {
      return algorithm
          .map(known -> {
            VerificationKey half = VerificationKey.of(key.publicJwk(), known);
            JwtSigner signer =
                JwtSigner.of(new SigningKey(key.kid(), known, key.publicJwk(), privateJwk));
            return half.algorithm() == known && signer.kid().equals(key.kid());
          })
          .orElse(false);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The private half, encrypted for this database. */
  public byte[] sealed(String kid, Secret privateJwk) {
    return encryption.encrypt(privateJwk.bytes(), KeyRing.binding(kid));
  }
}
