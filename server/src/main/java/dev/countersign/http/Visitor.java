package dev.countersign.http;

import dev.countersign.signin.BrowserUser;
import java.util.Optional;

/**
 * The browser that looks at a page.
 *
 * @param csrfToken what every form of the page carries
 * @param user who is signed in in it
 */
public record Visitor(String csrfToken, Optional<BrowserUser> user) {
  /** Without the token. */
  @Override
  public String toString() {
    return "Visitor[" + user + "]";
  }
}
