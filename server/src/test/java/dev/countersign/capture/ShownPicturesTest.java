package dev.countersign.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownPicturesTest {
  @Test
  void anAddressIsRepeatedWithoutItsQueryAndFragment() {
    assertThat(shown("https://host.example/a/b.jpg?key=1#part"))
        .isEqualTo("https://host.example/a/b.jpg");
    assertThat(shown("HTTP://host.example:8080/b.jpg")).isEqualTo("HTTP://host.example:8080/b.jpg");
    assertThat(shown("data:image/png;base64,AAAA")).isEmpty();
  }

  @Test
  void anAtSignInThePathTellsNothing() {
    assertThat(shown("https://host.example/photos/anna@2x.jpg?w=9"))
        .isEqualTo("https://host.example/photos/anna@2x.jpg");
    assertThat(shown("https://host.example:443/@anna/b.jpg"))
        .isEqualTo("https://host.example:443/@anna/b.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://anna:secret@host.example/b.jpg",
        "https://anna@host.example/b.jpg",
        "https://anna:se/cret@host.example/b.jpg",
        "https:anna:secret@host.example/b.jpg",
        "https://anna\\\\:secret@host.example/b.jpg"
      })
  void whatMayHoldAPasswordIsNotRepeated(String url) {
    assertThat(shown(url)).isEmpty();
  }

  private static String shown(String url) {
    return ShownPictures.given(url).original();
  }
}
