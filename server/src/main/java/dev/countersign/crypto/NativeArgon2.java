package dev.countersign.crypto;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Argon2 through the reference implementation in C. */
final class NativeArgon2 implements Argon2Engine {

  private static final Logger log = LoggerFactory.getLogger(NativeArgon2.class);

  private final Argon2Advanced d = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2d);
  private final Argon2Advanced i = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2i);
  private final Argon2Advanced id =
      Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);

  // Version 16 was superseded in 2015: the binding has no short way to it, and it is rare enough.
  private final Argon2Engine old = new BouncyCastleArgon2();

  /** Loaded once: the answer cannot change, and the warning should not repeat. */
  private static final class Loaded {
    static final Argon2Engine ENGINE = load().orElseGet(BouncyCastleArgon2::new);
  }

  private NativeArgon2() {}

  /** The native engine, or the one in Java where this platform has no native library. */
  static Argon2Engine orFallback() {
    return Loaded.ENGINE;
  }

  private static Optional<Argon2Engine> load() {
    try {
      return Optional.of(tried(new NativeArgon2()));
    } catch (LinkageError e) {
      log.warn(
          "The native Argon2 library cannot be loaded ({}); passwords are hashed in Java, about a"
              + " third slower",
          e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  // The library is bound at its first call, so one small call tells whether it is there.
  private static Argon2Engine tried(NativeArgon2 engine) {
    Spec small = new Spec(Kind.ID, VERSION_19, new Argon2Parameters(8, 1, 1));
    engine.hash(small, new byte[8], new byte[16], 32);
    return engine;
  }

  @Override
  public byte[] hash(Spec spec, byte[] password, byte[] salt, int length) {
    if (spec.version() != VERSION_19) {
      return old.hash(spec, password, salt, length);
    }
    Argon2Parameters cost = spec.parameters();
    return of(spec.kind())
        .pbkdf(cost.iterations(), cost.memoryKib(), cost.parallelism(), password, salt, length);
  }

  private Argon2Advanced of(Kind kind) {
    return switch (kind) {
      case D -> d;
      case I -> i;
      case ID -> id;
    };
  }
}
