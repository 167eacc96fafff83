package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PasswordHasher HASHER = PasswordHasher.create(CHEAP, RANDOM);

  /** Argon2 that remembers how often, and with which parameters, it was asked. */
  private static final class CountingEngine implements Argon2Engine {
    private final Argon2Engine inner = new BouncyCastleArgon2();
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public byte[] hash(Spec spec, byte[] password, byte[] salt, int length) {
      assertThat(spec.parameters()).isEqualTo(CHEAP);
      calls.incrementAndGet();
      return inner.hash(spec, password, salt, length);
    }

    int callsFor(Runnable task) {
      int before = calls.get();
      task.run();
      return calls.get() - before;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        // The test program of the Argon2 reference implementation.
        "password"
            + " $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "password"
            + " $argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
        // crypt_blowfish's own vectors.
        "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        // Python's hashlib, written as passlib writes it.
        "horse"
            + " $pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw$dhAOAAaIDUE/yhh7ZR6Gdpsy/nG/ChedZS2jh.eGDXk",
        // RFC 6070.
        "password $pbkdf2-sha1$i=4096,l=20$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE",
        "password $pbkdf2$4096$c2FsdA$SwB5AbdlSJq.rUnZJvch0GWkKcE",
        // Python's hashlib.
        "horse $scrypt$ln=10,r=8,p=2$AAECAwQFBgcICQoLDA0ODw$hm3ZdZUa5x4eZ6Qreyil96B6q/ZLzWHAkwUnEU2joTU",
      })
  void readsTheHashesOfOthers(String password, String hash) {
    assertThat(PasswordHasher.supports(hash)).isTrue();
    assertThat(HASHER.verify(Secret.of(password), hash)).isTrue();
    assertThat(HASHER.verify(Secret.of(password + "x"), hash)).isFalse();
    assertThat(HASHER.needsRehash(hash)).isTrue();
  }

  @Test
  void readsThePbkdf2OfPythonWithSha512() {
    String stored =
        "$pbkdf2-sha512$1000$AAECAwQFBgcICQoLDA0ODw$Xpx07WjVx4vCIvrmBRj8uOoVVtGqJqtUv2J5bhizSQs7osC"
            + "teF7W4A61dZDqSIqQjO.dxO6p5FT/Uy7QRBXSXA";

    assertThat(HASHER.verify(Secret.of("correct horse"), stored)).isTrue();
    assertThat(HASHER.verify(Secret.of("wrong horse"), stored)).isFalse();
  }

  @Test
  void readsTheScryptVectorOfRfc7914() {
    byte[] hash =
        HexFormat.of()
            .parseHex(
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                    + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(hash);
    String stored = "$scrypt$ln=10,r=8,p=16$TmFDbA$" + encoded;

    assertThat(HASHER.verify(Secret.of("password"), stored)).isTrue();
    assertThat(HASHER.verify(Secret.of("passwords"), stored)).isFalse();
  }

  @Test
  void bcryptIgnoresWhatFollowsThe72ndByte() {
    String stored = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
    String first72 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    assertThat(HASHER.verify(Secret.of(first72 + "chars after 72 are ignored"), stored)).isTrue();
    assertThat(HASHER.verify(Secret.of(first72), stored)).isTrue();
    assertThat(HASHER.verify(Secret.of(first72.substring(1)), stored)).isFalse();
  }

  @Test
  void itsOwnHashIsAnArgon2idStringWithAFreshSalt() {
    Secret password = Secret.of("correct horse battery staple");
    String hash = HASHER.hash(password);

    assertThat(hash)
        .matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    assertThat(HASHER.hash(password)).isNotEqualTo(hash);
    assertThat(HASHER.verify(password, hash)).isTrue();
    assertThat(HASHER.verify(Secret.of("correct horse battery stapler"), hash)).isFalse();
    assertThat(HASHER.needsRehash(hash)).isFalse();
  }

  @Test
  void otherParametersAskForANewHash() {
    String hash = HASHER.hash(Secret.of("correct horse battery staple"));
    PasswordHasher dearer = PasswordHasher.create(new Argon2Parameters(64, 2, 1), RANDOM);

    assertThat(dearer.needsRehash(hash)).isTrue();
    assertThat(dearer.verify(Secret.of("correct horse battery staple"), hash)).isTrue();
  }

  @Test
  void theNativeLibraryAndTheFallbackAgree() {
    Argon2Engine.Spec spec =
        new Argon2Engine.Spec(Argon2Engine.Kind.ID, 0x13, new Argon2Parameters(256, 2, 2));
    byte[] salt = new byte[16];

    assertThat(NativeArgon2.orFallback()).isInstanceOf(NativeArgon2.class);
    assertThat(NativeArgon2.orFallback().hash(spec, new byte[] {1, 2, 3}, salt, 32))
        .isEqualTo(new BouncyCastleArgon2().hash(spec, new byte[] {1, 2, 3}, salt, 32));
  }

  @Test
  void composedAndDecomposedLettersAreTheSamePassword() {
    String hash = HASHER.hash(Secret.of("caf\u00e9 noir et fort"));

    assertThat(HASHER.verify(Secret.of("cafe\u0301 noir et fort"), hash)).isTrue();
  }

  @Test
  void everyFailingPathCostsOneHashOfTheCurrentParameters() {
    CountingEngine engine = new CountingEngine();
    PasswordHasher hasher = new PasswordHasher(CHEAP, RANDOM, engine);
    String stored = hasher.hash(Secret.of("correct horse battery staple"));
    Secret wrong = Secret.of("wrong horse");

    assertThat(engine.callsFor(() -> hasher.verify(wrong, stored))).isEqualTo(1);
    assertThat(engine.callsFor(() -> hasher.verify(wrong, hasher.decoy()))).isEqualTo(1);
    assertThat(engine.callsFor(() -> hasher.verify(wrong, "no hash at all"))).isEqualTo(1);
    assertThat(engine.callsFor(() -> hasher.verify(wrong, ""))).isEqualTo(1);
    assertThat(engine.callsFor(() -> hasher.verify(Secret.of(""), stored))).isEqualTo(1);
    assertThat(engine.callsFor(() -> hasher.verify(Secret.of("x".repeat(513)), stored)))
        .isEqualTo(1);
    assertThat(engine.callsFor(() -> hasher.verify(Secret.of("x".repeat(99_999)), stored)))
        .isEqualTo(1);
    assertThat(
            engine.callsFor(() -> hasher.verify(Secret.of(""), "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5")))
        .isEqualTo(1);
  }

  @Test
  void nobodyKnowsTheDecoysPassword() {
    assertThat(PasswordHasher.supports(HASHER.decoy())).isTrue();
    assertThat(HASHER.needsRehash(HASHER.decoy())).isFalse();
    assertThat(HASHER.verify(Secret.of("a password of ordinary length"), HASHER.decoy())).isFalse();
    assertThat(HASHER.verify(Secret.of(""), HASHER.decoy())).isFalse();
  }

  @Test
  void aPasswordOf512CharactersIsHashedAndOneMoreIsNot() {
    Secret longest = Secret.of("\ud83d\udc1d".repeat(512));
    String hash = HASHER.hash(longest);

    assertThat(HASHER.verify(longest, hash)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HASHER.hash(Secret.of("\ud83d\udc1d".repeat(513))));
    assertThatIllegalArgumentException().isThrownBy(() -> HASHER.hash(Secret.of("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
        "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=18$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,m=64,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO0",
        "$scrypt$ln=30,r=8,p=1$TmFDbA$AAECAwQFBgcICQoLDA0ODw",
        "$pbkdf2-sha256$999999999$TmFDbA$AAECAwQFBgcICQoLDA0ODw",
        "$pbkdf2-sha256$i=1000,l=99$TmFDbA$AAECAwQFBgcICQoLDA0ODw",
      })
  void formatsThatCannotBeReadOrCostTooMuchAreRefused(String stored) {
    assertThat(PasswordHasher.supports(stored)).isFalse();
    assertThat(HASHER.verify(Secret.of("password"), stored)).isFalse();
    assertThat(HASHER.needsRehash(stored)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"7,1,1", "15,1,2", "64,0,1", "64,1,0", "2097152,1,1"})
  void parametersArgon2DoesNotDefineAreRefused(int memory, int iterations, int parallelism) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Argon2Parameters(memory, iterations, parallelism));
  }
}
