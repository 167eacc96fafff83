package dev.countersign.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class DataKeyTest {
  private static final Binding HERE = new Binding("face_picture", "sealed", 1, "7");

  private final SecureRandom random = new SecureRandom();
  private final DataKey key = DataKey.generate(random);
  private final byte[] text = "a face".getBytes(UTF_8);

  @Test
  void whatIsSealedOpensInItsPlace() {
    byte[] sealed = key.seal(text, HERE, random);
    assertThat(sealed).hasSize(1 + 12 + text.length + 16);
    assertThat(key.open(sealed, HERE)).isEqualTo(text);
    assertThat(DataKey.of(key.material()).open(sealed, HERE)).isEqualTo(text);
    assertThat(key.seal(text, HERE, random)).isNotEqualTo(sealed);
  }

  @Test
  void itOpensNowhereElse() {
    byte[] sealed = key.seal(text, HERE, random);
    refused(key, sealed, new Binding("face_picture", "sealed", 2, "7"));
    refused(key, sealed, new Binding("face_picture", "sealed", 1, "8"));
    refused(key, sealed, new Binding("face_sample", "sealed", 1, "7"));
    refused(DataKey.generate(random), sealed, HERE);
  }

  @Test
  void everyChangedBitIsNoticed() {
    byte[] sealed = key.seal(text, HERE, random);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      refused(key, changed, HERE);
    }
    refused(key, new byte[5], HERE);
    refused(key, new byte[0], HERE);
  }

  @Test
  void aKeyHas32BytesAndShowsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> DataKey.of(new byte[16]));
    assertThat(key).hasToString("DataKey[…]");
  }

  private static void refused(DataKey key, byte[] sealed, Binding binding) {
    assertThatExceptionOfType(CannotDecrypt.class).isThrownBy(() -> key.open(sealed, binding));
  }
}
