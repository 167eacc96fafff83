package dev.countersign.crypto;

/** Computes Argon2; one of them calls native code, the other is the fallback in Java. */
interface Argon2Engine {

  /** The three kinds of RFC 9106; new hashes are always {@link #ID}. */
  enum Kind {
    D,
    I,
    ID
  }

  /** The version of RFC 9106, 0x13. */
  int VERSION_19 = 0x13;

  /** The version before it, which old hashes without {@code v=} have. */
  int VERSION_16 = 0x10;

  byte[] hash(Spec spec, byte[] password, byte[] salt, int length);

  /** Which function of the family to compute. */
  record Spec(Kind kind, int version, Argon2Parameters parameters) {}
}
