package dev.countersign.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void rateAndTimeLeftAreOfThoseThatTakeTime() {
    assertThat(Progress.text(new Totals(1_000, 90, 500, 10, 0), Duration.ofSeconds(10)))
        .isEqualTo("600 of 1000 people, 10 refused, 10.0 a second, 40 s left");
    assertThat(Progress.text(new Totals(100_000, 100, 0, 0, 0), Duration.ofSeconds(10)))
        .isEqualTo("100 of 100000 people, 0 refused, 10.0 a second, 2 h 46 min left");
    assertThat(Progress.text(new Totals(2, 0, 2, 0, 0), Duration.ofSeconds(1)))
        .isEqualTo("2 of 2 people, 0 refused, 0.0 a second");
  }

  @Test
  void theBarEndsWithItsLine() {
    StringWriter shown = new StringWriter();
    new Progress(new PrintWriter(shown), true).show(new Totals(1, 1, 0, 0, 0));
    assertThat(shown.toString())
        .startsWith("\r[##########] 1 of 1 people, 0 refused")
        .endsWith(System.lineSeparator());
  }

  @Test
  void theBarStaysOnALineOf80Columns() {
    String text = Progress.text(new Totals(100_000, 99_000, 0, 900, 0), Duration.ofHours(2));
    StringWriter shown = new StringWriter();
    new Progress(new PrintWriter(shown), true).show(new Totals(1, 1, 0, 0, 0));
    int bar = shown.toString().indexOf(']') + 1;
    assertThat(bar + text.length()).as(text).isLessThanOrEqualTo(80);
  }

  @Test
  void aProgramIsNotToldBeforeItIsTime() {
    StringWriter shown = new StringWriter();
    new Progress(new PrintWriter(shown), false).show(new Totals(1, 1, 0, 0, 0));
    assertThat(shown.toString()).isEmpty();
  }
}
