package dev.countersign.http.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Somebody who is not let in, and is told why.
 *
 * @param why which of the texts {@code console.closed.….title} and {@code ….text}
 * @param name who is signed in
 * @param next where they were going
 */
public record ClosedModel(String why, String name, String next) {
  /** A page that leads on to there. */
  public String leading(String page) {
    return page + "?continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }
}
