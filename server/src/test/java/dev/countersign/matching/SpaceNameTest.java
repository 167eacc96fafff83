package dev.countersign.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceNameTest {
  @Test
  void spacesColonsAndSymbolsAreAllowed() {
    assertThat(SpaceName.of("North Gate: A \u2605"))
        .isEqualTo(new SpaceName("North Gate: A \u2605", "north gate: a \u2605"));
  }

  @Test
  void namesThatLookAlikeAreOne() {
    // Precomposed and combining; and a capital whose small letter combines.
    assertThat(SpaceName.lookupKey("Caf\u00c9")).isEqualTo(SpaceName.lookupKey("cafe\u0301"));
    assertThat(SpaceName.lookupKey(" gate ")).isEqualTo(SpaceName.lookupKey("GATE"));
    assertThat(SpaceName.lookupKey("\u0130")).isEqualTo(SpaceName.lookupKey("i\u0307"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "a\u0085b", "a\u2028b", "a\u2029b", "\ud800"})
  void controlCharactersAndNothingAreRefused(String name) {
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> SpaceName.of(name));
    assertThat(SpaceName.lookupKey(name)).isEmpty();
  }

  @Test
  void aNameHasAtMost255Characters() {
    assertThat(SpaceName.lookupKey("x".repeat(255))).isPresent();
    assertThat(SpaceName.lookupKey("x".repeat(256))).isEmpty();
  }
}
