package dev.countersign.crypto;

import java.util.Optional;

/** A password hash as the database holds it, in one of the formats that can be read. */
sealed interface StoredHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, ScryptHash {

  /** Whether the normalised, non-empty password is the hashed one; costs what the format costs. */
  boolean matches(String password, Argon2Engine engine);

  /** The hash written in {@code text}, or empty where the format is unknown or out of bounds. */
  static Optional<StoredHash> parse(String text) {
    try {
      return parsed(text);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<StoredHash> parsed(String text) {
    if (BcryptHash.looksLike(text)) {
      return Optional.of(new BcryptHash(text));
    }
    return PhcString.parse(text).flatMap(StoredHash::ofPhc);
  }

  private static Optional<StoredHash> ofPhc(PhcString phc) {
    return switch (phc.id()) {
      case "argon2id" -> Optional.of(Argon2Hash.of(Argon2Engine.Kind.ID, phc));
      case "argon2i" -> Optional.of(Argon2Hash.of(Argon2Engine.Kind.I, phc));
      case "argon2d" -> Optional.of(Argon2Hash.of(Argon2Engine.Kind.D, phc));
      case "pbkdf2", "pbkdf2-sha1" -> Optional.of(Pbkdf2Hash.of("PBKDF2WithHmacSHA1", phc));
      case "pbkdf2-sha256" -> Optional.of(Pbkdf2Hash.of("PBKDF2WithHmacSHA256", phc));
      case "pbkdf2-sha512" -> Optional.of(Pbkdf2Hash.of("PBKDF2WithHmacSHA512", phc));
      case "scrypt" -> Optional.of(ScryptHash.of(phc));
      default -> Optional.empty();
    };
  }
}
