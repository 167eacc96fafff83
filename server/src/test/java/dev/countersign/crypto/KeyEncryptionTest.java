package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEncryptionTest {

  private static final Binding PLACE = new Binding("session", "secret", 42, "7");
  private static final byte[] TEXT = "face data".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private final String keyset = KeyEncryption.generateKeyset();
  private final KeyEncryption kek = KeyEncryption.parse(keyset);

  @Test
  void whatIsSealedOpensAtTheSamePlace() {
    byte[] sealed = kek.encrypt(TEXT, PLACE);

    assertThat(kek.decrypt(sealed, PLACE)).isEqualTo(TEXT);
    assertThat(kek.encrypt(TEXT, PLACE)).isNotEqualTo(sealed);
    assertThat(KeyEncryption.keyIdOf(sealed)).isEqualTo(kek.primaryKeyId());
    assertThat(kek.keyIds()).containsExactly(kek.primaryKeyId());
    assertThat(sealed).hasSize(5 + 12 + TEXT.length + 16);
  }

  @Test
  void whatIsSealedDoesNotOpenAnywhereElse() {
    byte[] sealed = kek.encrypt(TEXT, PLACE);

    for (Binding other :
        List.of(
            new Binding("sessions", "secret", 42, "7"),
            new Binding("session", "secrets", 42, "7"),
            new Binding("session", "secret", 43, "7"),
            new Binding("session", "secret", 42, "8"),
            new Binding("sessions", "ecret", 42, "7"),
            new Binding("secret", "session", 42, "7"))) {
      assertThatExceptionOfType(CannotDecrypt.class)
          .as(other.toString())
          .isThrownBy(() -> kek.decrypt(sealed, other))
          .withMessageContaining(Integer.toUnsignedString(kek.primaryKeyId()));
    }
  }

  @Test
  void noByteOfACiphertextCanBeChanged() {
    byte[] sealed = kek.encrypt(TEXT, PLACE);

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatExceptionOfType(CannotDecrypt.class)
          .as("byte " + i)
          .isThrownBy(() -> kek.decrypt(changed, PLACE));
    }
    assertThatExceptionOfType(CannotDecrypt.class)
        .isThrownBy(() -> kek.decrypt(new byte[0], PLACE));
    assertThatExceptionOfType(CannotDecrypt.class)
        .isThrownBy(() -> KeyEncryption.keyIdOf(new byte[32]));
  }

  @Test
  void aMissingKeyIsNamed() {
    byte[] sealed = kek.encrypt(TEXT, PLACE);
    KeyEncryption other = KeyEncryption.parse(KeyEncryption.generateKeyset());

    assertThatExceptionOfType(CannotDecrypt.class)
        .isThrownBy(() -> other.decrypt(sealed, PLACE))
        .satisfies(e -> assertThat(e.keyId()).isEqualTo(kek.primaryKeyId()))
        .withMessageContaining("the key " + Integer.toUnsignedString(kek.primaryKeyId()))
        .withMessageContaining("start with the key file");
  }

  @Test
  void aRotatedKeysetStillOpensWhatTheOldKeySealed() {
    byte[] sealed = kek.encrypt(TEXT, PLACE);
    KeyEncryption rotated = KeyEncryption.parse(KeyEncryption.addPrimaryKey(keyset));

    assertThat(rotated.decrypt(sealed, PLACE)).isEqualTo(TEXT);
    assertThat(rotated.primaryKeyId()).isNotEqualTo(kek.primaryKeyId());
    assertThat(rotated.keyIds())
        .containsExactlyInAnyOrder(kek.primaryKeyId(), rotated.primaryKeyId());
    assertThat(KeyEncryption.keyIdOf(rotated.encrypt(TEXT, PLACE)))
        .isEqualTo(rotated.primaryKeyId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "not a keyset", "{\"primaryKeyId\":1,\"key\":[]}"})
  void whatIsNoKeysetIsRefusedWithoutQuotingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyEncryption.parse(text))
        .withMessageContaining("keyset")
        .withMessageNotContaining("not a keyset")
        .withNoCause();
  }

  @Test
  void aKeysetWithoutTinksPrefixIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyEncryption.parse(keyset.replace("\"TINK\"", "\"RAW\"")))
        .withMessageContaining("AES256_GCM");
  }

  @Test
  void aDerivedKeyIsTheSameOnEveryNodeAndAnotherForEveryPurpose() {
    byte[] tag = kek.derive("nonce").tag(TEXT);

    assertThat(KeyEncryption.parse(keyset).derive("nonce").verify(TEXT, tag)).isTrue();
    assertThat(kek.derive("challenge").verify(TEXT, tag)).isFalse();
    KeyEncryption rotated = KeyEncryption.parse(KeyEncryption.addPrimaryKey(keyset));
    assertThat(rotated.derive("nonce").verify(TEXT, tag)).isFalse();
    assertThat(rotated.derive("nonce", kek.primaryKeyId()).verify(TEXT, tag)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kek.derive("nonce", rotated.primaryKeyId()));
  }

  @Test
  void aTagIsHmacSha256AndMustComeBackWhole() {
    // RFC 4231, section 4.2, its key of 20 bytes filled with zeros as HMAC itself does.
    byte[] key = new byte[32];
    Arrays.fill(key, 0, 20, (byte) 0x0b);
    MacKey mac = MacKey.of(key);
    byte[] data = "Hi There".getBytes(StandardCharsets.UTF_8);
    byte[] tag = mac.tag(data);

    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assertThat(mac.verify(data, tag)).isTrue();
    assertThat(mac.verify(data, Arrays.copyOf(tag, 31))).isFalse();
    assertThat(mac.verify(data, new byte[0])).isFalse();
    assertThat(mac.verify(TEXT, tag)).isFalse();
    assertThat(mac.toString()).isEqualTo("MacKey[…]");
    assertThatIllegalArgumentException().isThrownBy(() -> MacKey.of(new byte[16]));
  }

  @Test
  void aKeyFileIsMadeForItsOwnerAloneAndReadBack() throws IOException {
    Path file = folder.resolve("made/key/kek.json");
    KeyFile.create(file, Secret.of(keyset));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(KeyFile.load(file)).isEqualTo(Secret.of(keyset));
  }

  @Test
  void aKeyFileIsNeverOverwritten() throws IOException {
    Path file = folder.resolve("key/kek.json");
    KeyFile.create(file, Secret.of(keyset));

    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> KeyFile.create(file, Secret.of("other")))
        .withMessageContaining("never overwritten");
    assertThat(KeyFile.load(file)).isEqualTo(Secret.of(keyset));
  }

  @Test
  void ofManyWhoMakeAKeyFileAtOnceOneDoesAndNobodySeesHalfOfIt() throws Exception {
    Path file = folder.resolve("key/kek.json");
    Files.createDirectory(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    List<Callable<Boolean>> makers =
        IntStream.range(0, 8)
            .mapToObj(i ->
                (Callable<Boolean>)
                    () -> {
                      try {
                        KeyFile.create(file, Secret.of(keyset));
                        return true;
                      } catch (UnusableKeyFile e) {
                        return !KeyFile.load(file).equals(Secret.of(keyset));
                      }
                    })
            .toList();
    List<Boolean> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> one : threads.invokeAll(makers)) {
        made.add(one.get());
      }
    }
    assertThat(made).filteredOn(Boolean::booleanValue).hasSize(1);
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
  void aKeyFileOthersMayUseIsRefusedWithTheCommandThatMendsIt(String permissions)
      throws IOException {
    Path file = folder.resolve("key/kek.json");
    KeyFile.create(file, Secret.of(keyset));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> KeyFile.load(file))
        .withMessageContaining("chmod 600 " + file);
  }

  @Test
  void aKeyFolderOthersMayEnterIsRefusedWithTheCommandThatMendsIt() throws IOException {
    Path file = folder.resolve("key/kek.json");
    KeyFile.create(file, Secret.of(keyset));
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> KeyFile.load(file))
        .withMessageContaining("chmod 700 " + file.getParent());
    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> KeyFile.create(file.resolveSibling("new"), Secret.of(keyset)))
        .withMessageContaining("chmod 700 " + file.getParent());
  }

  @Test
  void aMissingOrEmptyKeyFileSaysWhatToDo() throws IOException {
    Path file = folder.resolve("key/kek.json");
    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> KeyFile.load(file))
        .withMessageContaining("There is no key file " + file);
    KeyFile.create(file, Secret.of(""));
    assertThatExceptionOfType(UnusableKeyFile.class)
        .isThrownBy(() -> KeyFile.load(file))
        .withMessageContaining("has 0 bytes");
  }
}
