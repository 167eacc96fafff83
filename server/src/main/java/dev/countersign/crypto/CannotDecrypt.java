package dev.countersign.crypto;

/**
 * A ciphertext does not open: its key is missing, or it was changed or moved. Says which key it
 * needs and nothing of what it holds.
 */
public final class CannotDecrypt extends RuntimeException {

  private final int keyId;

  private CannotDecrypt(int keyId, String message) {
    super(message);
    this.keyId = keyId;
  }

  static CannotDecrypt missingKey(int keyId) {
    return new CannotDecrypt(
        keyId,
        "This value is encrypted under the key "
            + Integer.toUnsignedString(keyId)
            + ", which the key file does not hold; start with the key file that was in use when it"
            + " was written");
  }

  static CannotDecrypt altered(int keyId) {
    return new CannotDecrypt(
        keyId,
        "This value does not open under its key "
            + Integer.toUnsignedString(keyId)
            + ": it was changed, or moved here from another place, or the key file holds another"
            + " key of the same number");
  }

  static CannotDecrypt alteredData() {
    return new CannotDecrypt(
        0,
        "This value does not open under its data key: it was changed, or moved here from another"
            + " place");
  }

  static CannotDecrypt notACiphertext() {
    return new CannotDecrypt(0, "This value is not a ciphertext: it was changed or cut off");
  }

  /** The id of the key the ciphertext names, or 0 where it names none. */
  public int keyId() {
    return keyId;
  }
}
