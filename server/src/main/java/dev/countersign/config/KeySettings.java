package dev.countersign.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The key-encryption key and the rotation of signing keys.
 *
 * @param file where the key-encryption keyset lies; not looked at when there is a value
 * @param epochFolder where the keys lie that faces are encrypted under, one file for each epoch
 * @param value the keyset itself, given directly
 * @param rotateEvery how long a signing key is active
 * @param pending how long a signing key is published before it signs, at least 30 minutes
 */
public record KeySettings(
    Path file,
    Path epochFolder,
    Optional<SecretText> value,
    Duration rotateEvery,
    Duration pending) {

  // A folder of its own, so that the key is not copied along with the database by accident.
  private static final String DEFAULT_FILE = "keys/key-encryption-key.json";

  static KeySettings from(Values values) {
    Path beside = values.get(Keys.DATA).resolve(DEFAULT_FILE);
    Path file = values.get(Keys.KEYS_FILE).orElse(beside);
    return new KeySettings(
        file,
        values.get(Keys.KEYS_EPOCH_FOLDER).orElse(file.resolveSibling("epochs")),
        values.get(Keys.KEYS_VALUE),
        values.get(Keys.KEYS_ROTATE_EVERY),
        values.get(Keys.KEYS_PENDING));
  }
}
