package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final Secret RFC = Secret.of("12345678901234567890");

  /** RFC 6238, appendix B, mode SHA1; there with eight digits, of which ours are the last six. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void theCodesAreThoseOfTheRfc(long second, String code) {
    long step = Totp.step(Instant.ofEpochSecond(second));
    assertThat(Totp.of(RFC).code(step)).isEqualTo(code);
  }

  /** RFC 4226, appendix D. */
  @Test
  void theCodesOfTheFirstStepsAreThoseOfTheHotpRfc() {
    assertThat(Totp.of(RFC).code(0)).isEqualTo("755224");
    assertThat(Totp.of(RFC).code(1)).isEqualTo("287082");
    assertThat(Totp.of(RFC).code(9)).isEqualTo("520489");
  }

  @Test
  @DefaultLocale("fa-IR")
  void aCodeHasTheSameDigitsEverywhere() {
    assertThat(Totp.of(RFC).code(1)).isEqualTo("287082");
    assertThat(Totp.of(RFC).stepOf(Secret.of("??????"), Instant.ofEpochSecond(59))).isEmpty();
  }

  @Test
  void aCodeIsTakenInItsStepAndTheTwoBesideIt() {
    Secret code = Secret.of("081804");
    long step = 1111111109 / 30;
    assertThat(Totp.of(RFC).stepOf(code, Instant.ofEpochSecond(step * 30 - 31))).isEmpty();
    assertThat(Totp.of(RFC).stepOf(code, Instant.ofEpochSecond(step * 30 - 30))).hasValue(step);
    assertThat(Totp.of(RFC).stepOf(code, Instant.ofEpochSecond(step * 30))).hasValue(step);
    assertThat(Totp.of(RFC).stepOf(code, Instant.ofEpochSecond(step * 30 + 59))).hasValue(step);
    assertThat(Totp.of(RFC).stepOf(code, Instant.ofEpochSecond(step * 30 + 60))).isEmpty();
  }

  @Test
  void otherTextsAreNoCodes() {
    Instant now = Instant.ofEpochSecond(59);
    for (String other : new String[] {"", "28708", "287083", "0287082", "287082 "}) {
      assertThat(Totp.of(RFC).stepOf(Secret.of(other), now)).isEmpty();
    }
  }

  @Test
  void aNewSecretHas160Bits() {
    assertThat(Totp.newSecret(new SecureRandom()).length()).isEqualTo(20);
  }

  /** RFC 4648, section 10, without the padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void base32IsThatOfTheRfc(String text, String encoded) {
    assertThat(Radix32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    assertThat(Radix32.decode(encoded))
        .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo(text));
  }

  @Test
  void base32IsReadAsPeopleWriteIt() {
    assertThat(Radix32.decode("mzxw-6ytb oi"))
        .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("foobar"));
    assertThat(Radix32.decode("MZXW1")).isEmpty();
  }
}
