package dev.countersign.factor;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;

/** Secrets of people's apps on their way to another database and from one. */
public final class AppSecretCopies {
  private final KeyEncryption encryption;

  public AppSecretCopies(KeyEncryption encryption) {
    this.encryption = encryption;
  }

  /**
   * What the app was given.
   *
   * @throws dev.countersign.crypto.CannotDecrypt when it was changed or moved
   */
  public Secret opened(TotpSecret secret) {
    return Secret.of(
        encryption.decrypt(
            secret.sealed(), AppCodes.binding(secret.customerId(), secret.userId())));
  }

  /** The same, encrypted for this database. */
  public byte[] sealed(CustomerId customer, UserId user, Secret secret) {
    return encryption.encrypt(secret.bytes(), AppCodes.binding(customer, user));
  }
}
