package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.bouncycastle.crypto.generators.SCrypt;

/** A scrypt hash (RFC 7914) in the form {@code $scrypt$ln=…,r=…,p=…$salt$hash}. */
final class ScryptHash implements StoredHash {

  private static final int MOST_MEMORY_BITS = 30;

  private final int logCost;
  private final int blockSize;
  private final int parallelism;
  private final byte[] salt;
  private final byte[] hash;

  private ScryptHash(PhcString phc) {
    this.logCost = phc.number("ln", 1, 22);
    this.blockSize = phc.number("r", 1, 64);
    this.parallelism = phc.number("p", 1, 64);
    this.salt = phc.salt();
    this.hash = phc.hash();
    // RFC 7914, section 6: N "must be larger than 1, a power of 2, and less than 2^(128 * r / 8)."
    if (logCost >= 16L * blockSize || (128L * blockSize) << logCost > 1L << MOST_MEMORY_BITS) {
      throw new IllegalArgumentException("The scrypt hash asks for more memory than is given");
    }
  }

  static ScryptHash of(PhcString phc) {
    return new ScryptHash(phc);
  }

  @Override
  public boolean matches(String password, Argon2Engine engine) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    byte[] derived =
        SCrypt.generate(bytes, salt, 1 << logCost, blockSize, parallelism, hash.length);
    return MessageDigest.isEqual(hash, derived);
  }
}
