package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTest {

  private static final String SECRET = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_-";

  private final SecureRandom random = new SecureRandom();

  @Test
  void aSecretShowsItselfOnlyWhenAsked() {
    Secret secret = Secret.of("hünter2");

    assertThat(secret.toString()).isEqualTo("Secret[…]");
    assertThat(secret.text()).isEqualTo("hünter2");
    assertThat(secret.bytes()).hasSize(8);
    assertThat(secret).isEqualTo(Secret.of("hünter2")).hasSameHashCodeAs(Secret.of("hünter2"));
    assertThat(secret).isNotEqualTo(Secret.of("hunter2"));
  }

  @Test
  void aSecretCannotBeChangedThroughItsBytes() {
    byte[] given = {1, 2};
    Secret secret = Secret.of(given);
    given[0] = 9;
    secret.bytes()[1] = 9;

    assertThat(secret.bytes()).containsExactly(1, 2);
  }

  @Test
  void anOpaqueTokenHas64LettersAndDigits() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      String text = OpaqueToken.generate(random).text();
      assertThat(text).matches("[A-Za-z0-9]{64}");
      assertThat(seen.add(text)).isTrue();
    }
  }

  @Test
  void everyCharacterOfAnOpaqueTokenIsEquallyLikely() {
    int[] count = new int[128];
    for (int i = 0; i < 3000; i++) {
      OpaqueToken.generate(random).text().chars().forEach(c -> count[c]++);
    }
    // 192 000 draws over 62 characters: 3097 each, give or take 55; 350 is more than six times
    // that.
    for (char c : "AZaz09_-".toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        assertThat(count[c]).isBetween(2747, 3447);
      } else {
        assertThat(count[c]).isZero();
      }
    }
  }

  @Test
  void anOpaqueTokenIsFoundByTheDigestOfWhatIsPresented() {
    OpaqueToken token = OpaqueToken.generate(random);

    assertThat(TokenDigest.of(token.text()))
        .isEqualTo(token.digest())
        .hasSameHashCodeAs(token.digest());
    assertThat(TokenDigest.of(token.text() + "x")).isNotEqualTo(token.digest());
    assertThat(token.toString()).isEqualTo("OpaqueToken[…]");
    assertThat(token.digest().toString()).isEqualTo("TokenDigest[…]");
  }

  @Test
  void aDigestIsSha256() {
    assertThat(HexFormat.of().formatHex(TokenDigest.of("abc").bytes()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aGeneratedKeyCarriesItsRowAndIsReadBack() {
    GeneratedKey key = GeneratedKey.generate(random, 7_012_345_678L);

    assertThat(key.text()).matches("cs_7012345678_[A-Za-z0-9_-]{43}");
    GeneratedKey read = GeneratedKey.parse(key.text()).orElseThrow();
    assertThat(read.id()).isEqualTo(7_012_345_678L);
    assertThat(read.digest()).isEqualTo(key.digest());
    assertThat(key.toString()).isEqualTo("GeneratedKey[cs_7012345678_…]");
  }

  @Test
  void theSecretOfAGeneratedKeyMayHoldUnderscores() {
    assertThat(GeneratedKey.parse("cs_5_" + SECRET)).map(GeneratedKey::id).contains(5L);
  }

  @Test
  void whatIsNoGeneratedKeyIsNotRead() {
    for (String text :
        new String[] {
          "",
          "cs__" + SECRET,
          "cs_0_" + SECRET,
          "cs_05_" + SECRET,
          "cs_-5_" + SECRET,
          "cs_9999999999999999999_" + SECRET,
          "cs_5_" + SECRET.substring(1),
          "cs_5_" + SECRET + "A",
          "cs_5_" + SECRET + "\n",
          "CS_5_" + SECRET,
          "cs_5_" + SECRET.replace('-', '+')
        }) {
      assertThat(GeneratedKey.parse(text)).as(text).isEmpty();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> GeneratedKey.generate(random, 0));
  }
}
