package dev.countersign.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void recordsAreReadAsRfc4180HasThem() {
    assertThat(Csv.read("\ufeffa,\"b,\"\"c\"\"\r\nd\",\r\n\r\ne\n,f"))
        .containsExactly(List.of("a", "b,\"c\"\r\nd", ""), List.of("e"), List.of("", "f"));
  }

  @Test
  void brokenQuotesAreRefused() {
    assertThatThrownBy(() -> Csv.read("a,\"b")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> Csv.read("\"a\"b")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void whatIsWrittenIsReadTheSame() {
    List<String> fields = List.of("plain", "a,b", "say \"no\"", "two\nlines", "");
    assertThat(Csv.read(Csv.line(fields))).containsExactly(fields);
  }

  @Test
  void whatASpreadsheetWouldTakeForAFormulaIsWrittenAsTextAndReadTheSame() {
    List<String> fields = List.of("=1+1", "+44", "-x", "@bob", "\t=1", "'=1", "'plain", "a=b");
    assertThat(Csv.line(fields)).isEqualTo("'=1+1,'+44,'-x,'@bob,'\t=1,''=1,'plain,a=b\r\n");
    assertThat(Csv.read(Csv.line(fields))).containsExactly(fields);
    assertThat(Csv.line(List.of("=HYPERLINK(\"a\",\"b\")")))
        .isEqualTo("\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"\r\n");
  }
}
