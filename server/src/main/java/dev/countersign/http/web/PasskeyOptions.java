package dev.countersign.http.web;

import dev.countersign.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a page's script calls the browser with, as JSON. */
public final class PasskeyOptions {
  private PasskeyOptions() {}

  /** The options as text. */
  public static String json(Map<String, Object> options) {
    return new String(Reply.json(200, options).body(), StandardCharsets.UTF_8);
  }
}
