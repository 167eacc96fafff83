package dev.countersign.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2 in Java, for platforms without the native library. */
final class BouncyCastleArgon2 implements Argon2Engine {

  @Override
  public byte[] hash(Spec spec, byte[] password, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(kind(spec.kind()))
            .withVersion(spec.version())
            .withMemoryAsKB(spec.parameters().memoryKib())
            .withIterations(spec.parameters().iterations())
            .withParallelism(spec.parameters().parallelism())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  private static int kind(Kind kind) {
    return switch (kind) {
      case D -> Argon2Parameters.ARGON2_d;
      case I -> Argon2Parameters.ARGON2_i;
      case ID -> Argon2Parameters.ARGON2_id;
    };
  }
}
