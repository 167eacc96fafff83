package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Makes and checks password hashes: Argon2id in PHC strings, with a 16-byte salt and a 32-byte
 * hash.
 *
 * <p>Reads also Argon2i and Argon2d, bcrypt (which ignores what follows the 72nd byte), PBKDF2 with
 * SHA-1, SHA-256 or SHA-512, and scrypt; {@link #needsRehash} says which of them the next login
 * should replace. Passwords are put into Unicode NFC and hashed as UTF-8.
 *
 * <p><b>Equal cost.</b> {@link #verify} always computes one hash. An empty password, one of more
 * than 512 characters and an unreadable stored hash all cost one hash of the current parameters; a
 * caller who has no user verifies against {@link #decoy()}. A stored hash of another format costs
 * what that format costs, until it is replaced.
 *
 * <p>A call takes tens of milliseconds and holds its thread in native code: run it in a {@link
 * HashPool}. Instances may be shared between threads.
 */
public final class PasswordHasher {

  /** The most characters (code points after NFC) a password has. */
  public static final int LONGEST = 512;

  static final int SALT_BYTES = 16;
  static final int HASH_BYTES = 32;

  // Longer than any 512 characters in any normal form: not even worth normalising.
  static final int MOST_BYTES = 16 * LONGEST;
  private static final String STAND_IN = "a password of ordinary length";

  private final Argon2Parameters parameters;
  private final SecureRandom random;
  private final Argon2Engine engine;
  private final String decoy;
  private final StoredHash decoyHash;

  PasswordHasher(Argon2Parameters parameters, SecureRandom random, Argon2Engine engine) {
    this.parameters = parameters;
    this.random = random;
    this.engine = engine;
    this.decoy = hashed(OpaqueToken.generate(random).text());
    this.decoyHash = StoredHash.parse(decoy).orElseThrow();
  }

  /**
   * A hasher of these parameters; computes one hash, the decoy.
   *
   * <p>Uses the native library, or Bouncy Castle where there is none, which the log then says.
   */
  public static PasswordHasher create(Argon2Parameters parameters, SecureRandom random) {
    return new PasswordHasher(parameters, random, NativeArgon2.orFallback());
  }

  /** Whether {@link #verify} can read the hash; an import refuses the others. */
  public static boolean supports(String stored) {
    return StoredHash.parse(stored).isPresent();
  }

  /**
   * The PHC string of a new hash.
   *
   * @throws IllegalArgumentException where the password is empty or too long; {@link
   *     PasswordPolicy} says so to people before it comes to this
   */
  public String hash(Secret password) {
    return hashed(
        usable(password)
            .orElseThrow(() -> new IllegalArgumentException("A password has 1 to 512 characters")));
  }

  /** Whether the password is the one hashed in {@code stored}. */
  public boolean verify(Secret password, String stored) {
    Optional<String> usable = usable(password);
    Optional<StoredHash> hash = StoredHash.parse(stored);
    if (usable.isEmpty() || hash.isEmpty()) {
      spend(usable.orElse(STAND_IN));
      return false;
    }
    return hash.get().matches(usable.get(), engine);
  }

  // The answer is thrown away: this is here to cost what a wrong password costs.
  private void spend(String password) {
    var _ = decoyHash.matches(password, engine);
  }

  /** Whether a hash just verified should be replaced by one of the current parameters. */
  public boolean needsRehash(String stored) {
    return StoredHash.parse(stored).filter(this::isCurrent).isEmpty();
  }

  private boolean isCurrent(StoredHash hash) {
    return hash instanceof Argon2Hash argon2 && argon2.isCurrent(parameters);
  }

  /**
   * A real hash of the current parameters, of a random secret nobody knows: what to verify against
   * when there is no user.
   */
  public String decoy() {
    return decoy;
  }

  private String hashed(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Argon2Engine.Spec spec =
        new Argon2Engine.Spec(Argon2Engine.Kind.ID, Argon2Engine.VERSION_19, parameters);
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return PhcString.argon2id(parameters, salt, engine.hash(spec, bytes, salt, HASH_BYTES));
  }

  private static Optional<String> usable(Secret password) {
    if (password.length() == 0 || password.length() > MOST_BYTES) {
      return Optional.empty();
    }
    String normal = Normalizer.normalize(password.text(), Normalizer.Form.NFC);
    return Optional.of(normal).filter(text -> text.codePointCount(0, text.length()) <= LONGEST);
  }
}
