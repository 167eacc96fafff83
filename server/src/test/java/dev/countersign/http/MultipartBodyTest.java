package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {
  private static final String TYPE = "multipart/form-data; boundary=\"x y\"";

  private static MultipartBody read(String type, String body) {
    return MultipartBody.of(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String part(String name, String content) {
    return "--x y\r\nContent-Type: text/plain\r\ncontent-disposition: form-data; filename=\"f\"; name=\""
        + name
        + "\"\r\n\r\n"
        + content
        + "\r\n";
  }

  @Test
  void fieldsAndFilesAreRead() {
    MultipartBody form = read(TYPE, part("a", "grüß\r\n--x z") + part("b", "") + "--x y--\r\n");

    assertThat(form.text("a")).contains("grüß\r\n--x z");
    assertThat(form.text("b")).contains("");
    assertThat(form.file("b")).isEmpty();
    assertThat(form.text("c")).isEmpty();
  }

  @Test
  void aFormWithoutPartsIsEmpty() {
    assertThat(read("multipart/form-data; boundary=q", "--q--").text("a")).isEmpty();
  }

  @Test
  void whatIsNotAFormIsRefused() {
    for (String broken :
        new String[] {
          "",
          "--x y",
          "--x y\r\n",
          "--x y\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x y--",
          part("a", "no end"),
          part("a", "twice") + part("a", "twice") + "--x y--",
          part("a", "1").repeat(17) + "--x y--",
        }) {
      assertThatThrownBy(() -> read(TYPE, broken)).as(broken).isInstanceOf(RequestRefused.class);
    }
    assertThatThrownBy(() -> read("multipart/form-data", "--x y--"))
        .isInstanceOf(RequestRefused.class);
  }
}
