package dev.countersign.cli.demo;

import java.util.Base64;

/**
 * A photograph to be sent.
 *
 * @param caption what it shows
 * @param jpeg the file
 */
public record Photograph(String caption, byte[] jpeg) {
  /** As a call carries it. */
  String url() {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }
}
