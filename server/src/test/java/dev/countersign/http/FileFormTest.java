package dev.countersign.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileFormTest {
  private static final String TYPE = "multipart/form-data; boundary=edge";
  private static final String TOKEN =
      "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n";
  private static final String FILE =
      "--edge\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"a b.json\"\r\n\r\n";

  /** A body that comes in pieces of at most so many bytes. */
  private static FileForm form(byte[] body, int piece) {
    InputStream slow =
        new ByteArrayInputStream(body) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, piece));
          }
        };
    return new FileForm(TYPE, body.length, slow);
  }

  private static FileForm form(String body) {
    return form(body.getBytes(ISO_8859_1), 7);
  }

  @Test
  void theFileIsWhatStandsBetweenItsHeadAndTheDelimiterHoweverItComes() throws IOException {
    byte[] random = new byte[100_000];
    new Random(7).nextBytes(random);
    String content = new String(random, ISO_8859_1) + "\r\n--edg\r\n--edg\r\n";
    byte[] body = (TOKEN + FILE + content + "\r\n--edge--\r\n").getBytes(ISO_8859_1);
    for (int piece : new int[] {1, 7, 8192, 1_000_000}) {
      FileForm form = form(body, piece);
      assertThat(form.text("csrf")).contains("abc");
      FileForm.Upload upload = form.file().orElseThrow();
      assertThat(upload.field()).isEqualTo("upload");
      assertThat(upload.name()).isEqualTo("a b.json");
      assertThat(new String(upload.content().readAllBytes(), ISO_8859_1)).isEqualTo(content);
      assertThat(upload.content().read()).isEqualTo(-1);
    }
  }

  @Test
  void whatStandsBeforeTheFileIsNoLongerThanItsFieldsNeed() {
    FileForm form = form(("a".repeat(70_000) + "\r\n" + FILE).getBytes(ISO_8859_1), 8192);
    assertThatExceptionOfType(RequestRefused.class)
        .isThrownBy(form::file)
        .withMessage("The form is malformed or incomplete");
  }

  @Test
  void whatComesAfterTheFileIsNotLookedAt() {
    FileForm form = form(FILE + "{}\r\n" + TOKEN + "--edge--\r\n");
    assertThat(form.text("csrf")).isEmpty();
    assertThat(form.file()).isPresent();
  }

  @Test
  void aFormMayHaveNoFile() {
    FileForm form = form(TOKEN + "--edge--\r\n");
    assertThat(form.file()).isEmpty();
    assertThat(form.text("csrf")).contains("abc");
  }

  @Test
  void aFileThatEndsEarlyIsRefusedAndNotTakenForWhole() {
    FileForm form = form(TOKEN + FILE + "{\"half\":");
    InputStream content = form.file().orElseThrow().content();
    assertThatThrownBy(content::readAllBytes)
        .isInstanceOf(RequestRefused.class)
        .hasMessage("The form ended before its last part did");
  }

  @Test
  void fieldsAreFewAndShort() {
    assertThatThrownBy(() -> form(TOKEN + TOKEN + "--edge--\r\n").text("csrf"))
        .hasMessage("A field of the form was sent more than once");
    String large = TOKEN.replace("abc", "x".repeat(5000));
    assertThatThrownBy(() -> form(large + "--edge--\r\n").text("csrf"))
        .hasMessage("The form is malformed or incomplete");
    String head = TOKEN.replace("name=", "x".repeat(5000) + "; name=");
    assertThatThrownBy(() -> form(head + "--edge--\r\n").text("csrf"))
        .hasMessage("The form is malformed or incomplete");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 17; i++) {
      many.append(TOKEN.replace("csrf", "field" + i));
    }
    assertThatThrownBy(() -> form(many + "--edge--\r\n").text("csrf"))
        .hasMessage("The form is malformed or incomplete");
  }

  @Test
  void whatIsNoFormIsRefused() {
    for (String body : new String[] {"", "hello", "--edge", "--edge\r\n\r\n\r\n", "\r\n--edgy--"}) {
      assertThatThrownBy(
              () -> new FileForm(TYPE, -1, new ByteArrayInputStream(body.getBytes(UTF_8))).file())
          .as(body)
          .isInstanceOf(RequestRefused.class);
    }
    assertThatThrownBy(() -> new FileForm("multipart/form-data", -1, InputStream.nullInputStream()))
        .hasMessage("The form does not say where its parts end");
  }
}
