package dev.countersign.testing;

import dev.countersign.testing.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A form with files, as a browser sends it. */
public final class MultipartForm {
  private static final String BOUNDARY = "----test";

  /** The media type it is sent with. */
  public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** With one more field. */
  public MultipartForm text(String name, String value) {
    return part(name, "", value.getBytes(StandardCharsets.UTF_8));
  }

  /** With one more file. */
  public MultipartForm file(String name, byte[] content) {
    return file(name, "me.jpg", content);
  }

  /** With one more file that is called so. */
  public MultipartForm file(String name, String fileName, byte[] content) {
    return part(name, "; filename=\"" + fileName + "\"", content);
  }

  /** What it has until now, without an end. */
  public byte[] begun() {
    return body.toByteArray();
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
  public Answer post(TestServer server, String path, String... headers) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", TYPE));
    return server.send("POST", path, whole.toByteArray(), all.toArray(String[]::new));
  }
}
