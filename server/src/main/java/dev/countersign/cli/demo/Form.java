package dev.countersign.cli.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A page to be opened, or the form on it to be sent.
 *
 * @param path the path, from the slash on
 * @param fields what is filled in, in order; empty for a page that is only opened
 */
record Form(String path, Map<String, byte[]> fields) {
  static final String PHOTOGRAPH = "photograph";

  private static final String BOUNDARY = "countersign-demonstration";

  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  static String shown(String name, byte[] value) {
    if (name.equals(PHOTOGRAPH)) {
      return "(a file of " + value.length + " bytes)";
    }
    return new String(value, StandardCharsets.UTF_8);
  }

  /** RFC 7578. */
  byte[] multipart() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((name, value) -> {
      String file = name.equals(PHOTOGRAPH) ? "; filename=\"photograph.jpg\"" : "";
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
              .formatted(BOUNDARY, name, file);
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(value);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    });
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
