package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** An Argon2 hash of any kind and version. */
final class Argon2Hash implements StoredHash {

  private final Argon2Engine.Spec spec;
  private final byte[] salt;
  private final byte[] hash;

  private Argon2Hash(Argon2Engine.Spec spec, byte[] salt, byte[] hash) {
    this.spec = spec;
    this.salt = salt;
    this.hash = hash;
  }

  static Argon2Hash of(Argon2Engine.Kind kind, PhcString phc) {
    Argon2Parameters cost =
        new Argon2Parameters(
            phc.number("m", 8, 1 << 20), phc.number("t", 1, 64), phc.number("p", 1, 64));
    int version = phc.version().orElse(Argon2Engine.VERSION_16);
    if (version != Argon2Engine.VERSION_16 && version != Argon2Engine.VERSION_19) {
      throw new IllegalArgumentException("Argon2 has the versions 16 and 19");
    }
    if (phc.salt().length < 8) {
      throw new IllegalArgumentException("An Argon2 salt has at least 8 bytes");
    }
    return new Argon2Hash(new Argon2Engine.Spec(kind, version, cost), phc.salt(), phc.hash());
  }

  @Override
  public boolean matches(String password, Argon2Engine engine) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(hash, engine.hash(spec, bytes, salt, hash.length));
  }

  /** Whether a new hash would be made just so. */
  boolean isCurrent(Argon2Parameters wanted) {
    return spec.equals(new Argon2Engine.Spec(Argon2Engine.Kind.ID, Argon2Engine.VERSION_19, wanted))
        && salt.length >= PasswordHasher.SALT_BYTES
        && hash.length >= PasswordHasher.HASH_BYTES;
  }
}
