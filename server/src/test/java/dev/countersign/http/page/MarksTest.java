package dev.countersign.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
  @Test
  void theFewerAreMarkedAndOptionalOnesWhereTheyAreAsMany() {
    assertThat(Marks.among(List.of(true, false, false))).isEqualTo(Marks.REQUIRED);
    assertThat(Marks.among(List.of(true, true, false))).isEqualTo(Marks.OPTIONAL);
    assertThat(Marks.among(List.of(true, false))).isEqualTo(Marks.OPTIONAL);
  }

  @Test
  void whereAllAreAlikeNothingIsMarked() {
    assertThat(Marks.among(List.of())).isEqualTo(Marks.NONE);
    assertThat(Marks.among(List.of(true))).isEqualTo(Marks.NONE);
    assertThat(Marks.among(List.of(true, true, true))).isEqualTo(Marks.NONE);
    assertThat(Marks.among(List.of(false, false))).isEqualTo(Marks.NONE);
  }

  @Test
  void oneThatStandsAloneAndMayBeLeftEmptyIsMarked() {
    assertThat(Marks.among(List.of(false))).isEqualTo(Marks.OPTIONAL);
  }

  @Test
  void aMarkIsOnTheFieldsItIsAbout() {
    assertThat(Marks.OPTIONAL.on(false)).isTrue();
    assertThat(Marks.OPTIONAL.on(true)).isFalse();
    assertThat(Marks.REQUIRED.on(true)).isTrue();
    assertThat(Marks.REQUIRED.on(false)).isFalse();
    assertThat(Marks.NONE.on(true)).isFalse();
    assertThat(Marks.NONE.on(false)).isFalse();
  }
}
