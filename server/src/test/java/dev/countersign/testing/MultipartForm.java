package dev.countersign.testing;

import dev.countersign.testing.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with files, as a browser sends it. */
public final class MultipartForm {
  private static final String BOUNDARY = "----test";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** With one more field. */
  public MultipartForm text(String name, String value) {
    return part(name, "", value.getBytes(StandardCharsets.UTF_8));
  }

  /** With one more file. */
  public MultipartForm file(String name, byte[] content) {
    return part(name, "; filename=\"me.jpg\"", content);
  }

  private MultipartForm part(String name, String more, byte[] content) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
            .formatted(BOUNDARY, name, more);
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Sends it. */
  public Answer post(TestServer server, String path) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return server.send(
        "POST",
        path,
        whole.toByteArray(),
        "Content-Type",
        "multipart/form-data; boundary=" + BOUNDARY);
  }
}
