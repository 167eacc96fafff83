package dev.countersign.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {
  @Test
  void spacesColonsAndSymbolsAreAllowed() {
    assertThat(Label.of("A name", "North Gate: A \u2605"))
        .isEqualTo(new Label("North Gate: A \u2605", "north gate: a \u2605"));
  }

  @Test
  void namesThatLookAlikeAreOne() {
    // Precomposed and combining; and a capital whose small letter combines.
    assertThat(Label.lookupKey("Caf\u00c9")).isEqualTo(Label.lookupKey("cafe\u0301"));
    assertThat(Label.lookupKey(" gate ")).isEqualTo(Label.lookupKey("GATE"));
    assertThat(Label.lookupKey("\u0130")).isEqualTo(Label.lookupKey("i\u0307"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "a\u0085b", "a\u2028b", "a\u2029b", "\ud800"})
  void controlCharactersAndNothingAreRefused(String name) {
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Label.of("A name", name));
    assertThat(Label.lookupKey(name)).isEmpty();
  }

  @Test
  void aNameHasAtMost255Characters() {
    assertThat(Label.lookupKey("x".repeat(255))).isPresent();
    assertThat(Label.lookupKey("x".repeat(256))).isEmpty();
  }
}
