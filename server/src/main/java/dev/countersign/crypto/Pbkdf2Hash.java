package dev.countersign.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A PBKDF2 hash (RFC 8018, section 5.2), written as a PHC string or as passlib writes it. */
final class Pbkdf2Hash implements StoredHash {

  private static final int MOST_ROUNDS = 10_000_000;

  private final String algorithm;
  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private Pbkdf2Hash(String algorithm, int rounds, byte[] salt, byte[] hash) {
    this.algorithm = algorithm;
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  static Pbkdf2Hash of(String algorithm, PhcString phc) {
    int length = phc.hash().length;
    if (phc.has("l")) {
      phc.number("l", length, length);
    }
    return new Pbkdf2Hash(algorithm, rounds(phc), phc.salt(), phc.hash());
  }

  private static int rounds(PhcString phc) {
    if (phc.has(PhcString.ROUNDS)) {
      return phc.number(PhcString.ROUNDS, 1, MOST_ROUNDS);
    }
    return phc.number("i", 1, MOST_ROUNDS);
  }

  @Override
  public boolean matches(String password, Argon2Engine engine) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, hash.length * 8);
    return MessageDigest.isEqual(hash, derived(spec));
  }

  private byte[] derived(PBEKeySpec spec) {
    try {
      return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK computes " + algorithm, e);
    }
  }
}
