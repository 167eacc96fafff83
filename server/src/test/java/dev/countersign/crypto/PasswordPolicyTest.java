package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

  @TempDir private Path folder;

  private final PasswordPolicy policy = new PasswordPolicy(Optional.empty());

  private Optional<String> refusal(String password, String... userInputs) {
    return policy.refusal(Secret.of(password), List.of(userInputs));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "пароль длинный и тихий",
        "qX7#mV2!pL9z",
        "蓝色大象在月光下跳舞"
      })
  void goodPasswordsOfAnyScriptPass(String password) {
    assertThat(refusal(password, "ann")).isEmpty();
  }

  @Test
  void shortPasswordsAreRefusedByCharactersAndNotByBytes() {
    assertThat(refusal("qX7#mV2")).contains("Choose a password of at least 8 characters.");
    assertThat(refusal("")).contains("Choose a password of at least 8 characters.");
    assertThat(refusal("\ud83d\udc1d".repeat(7)))
        .contains("Choose a password of at least 8 characters.");
    // Eight code points before normalisation, seven after it.
    assertThat(refusal("qX7#mVe\u0301")).contains("Choose a password of at least 8 characters.");
  }

  @Test
  void passwordsOf512CharactersPassAndLongerOnesDoNot() {
    String phrase = "violet tractors hum below the seventh glacier ".repeat(12);

    assertThat(refusal(phrase.substring(0, 512))).isEmpty();
    assertThat(refusal(phrase.substring(0, 513)))
        .contains("Choose a password of at most 512 characters.");
    assertThat(refusal("x".repeat(1_000_000)))
        .contains("Choose a password of at most 512 characters.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password1", "aaaaaaaaaaaa", "12345678", "qwertyuiop"})
  void guessablePasswordsAreRefusedWithAdvice(String password) {
    assertThat(refusal(password).orElseThrow())
        .startsWith("This password is too easy to guess.")
        .endsWith("Choose a longer one, for example four unrelated words.");
  }

  @Test
  void whatIsKnownOfTheUserMakesAPasswordGuessable() {
    assertThat(refusal("annabelle.quarterstone")).isEmpty();
    assertThat(refusal("annabelle.quarterstone", "annabelle.quarterstone", " ")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\t", "\n", "\u007f", "\u0085"})
  void controlCharactersAreRefused(String control) {
    assertThat(refusal("correct horse" + control + "battery staple"))
        .contains("Choose a password without control characters such as tab or newline.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", ":42\r\n", ":1234567\n"})
  void everyPasswordOfTheBreachedListIsFoundAndNoOther(String lineEnd) throws IOException {
    List<String> hashes =
        IntStream.range(0, 500).mapToObj(i -> sha1("breached number " + i)).sorted().toList();
    Path file = folder.resolve("breached.txt");
    Files.writeString(file, String.join(lineEnd, hashes) + lineEnd);
    BreachedPasswords list = BreachedPasswords.open(file);

    for (int i = 0; i < 500; i++) {
      assertThat(list.contains("breached number " + i)).isTrue();
      assertThat(list.contains("fresh number " + i)).isFalse();
    }
    PasswordPolicy strict = new PasswordPolicy(Optional.of(list));
    assertThat(strict.refusal(Secret.of("breached number 7"), List.of()))
        .contains("This password has appeared in a data breach. Choose another one.");
    assertThat(strict.refusal(Secret.of("breached number 777"), List.of())).isEmpty();
  }

  @Test
  void aListWithoutAFinalNewlineOrOfOneLineIsSearchedToo() throws IOException {
    List<String> hashes = new ArrayList<>(List.of(sha1("one"), sha1("two"), sha1("three")));
    hashes.sort(null);
    Path three = Files.writeString(folder.resolve("three.txt"), String.join("\n", hashes));
    Path single = Files.writeString(folder.resolve("single.txt"), sha1("one"));

    assertThat(List.of("one", "two", "three")).allMatch(BreachedPasswords.open(three)::contains);
    assertThat(BreachedPasswords.open(single).contains("one")).isTrue();
    assertThat(BreachedPasswords.open(single).contains("two")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "password\n", "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8\n"})
  void aFileThatIsNoSuchListIsRefusedWhenItIsOpened(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("list.txt"), text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BreachedPasswords.open(file))
        .withMessageContaining("upper-case hexadecimal");
  }

  private static String sha1(String password) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
