package dev.countersign.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.xmpp.precis.PrecisProfiles;

class NameTest {
  @Test
  void plainNamesAreMappedAsTheProfileMapsThem() {
    String plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@-";

    assertThat(Name.lookupKey(plain))
        .contains(PrecisProfiles.USERNAME_CASE_MAPPED.enforce(plain))
        .contains(plain.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void lettersOfEveryScriptAreComparedWithoutCase() {
    assertThat(Name.of("userName", "ÅSA").key()).isEqualTo("åsa");
    assertThat(Name.lookupKey("A\u030asa")).contains("åsa");
    assertThat(Name.lookupKey("ＡＬＩＣＥ")).contains("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\nb", "a\u0000b", "a\u2028b", "☃"})
  void whatANameMayNotHoldIsRefused(String name) {
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Name.of("userName", name));
    assertThat(Name.lookupKey(name)).isEmpty();
  }
}
