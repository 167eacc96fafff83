package dev.countersign.http.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A text that a browser saves as a file, without asking the server again. */
public final class DataLink {
  private DataLink() {}

  /** The URL of a plain text. */
  public static String text(String text) {
    return "data:text/plain;charset=utf-8;base64,"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
