package dev.countersign.crypto;

/** Which of the native libraries this platform has; without one, slower Java code does the same. */
public final class NativeLibraries {
  private NativeLibraries() {}

  /** Whether passwords are hashed by the Argon2 library in C. */
  public static boolean hashesPasswords() {
    return NativeArgon2.orFallback() instanceof NativeArgon2;
  }

  /** Whether tokens are signed by Amazon Corretto Crypto Provider. */
  public static boolean signsTokens() {
    return SignatureProvider.INSTANCE.isNative();
  }
}
