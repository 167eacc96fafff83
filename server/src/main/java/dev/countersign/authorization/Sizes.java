package dev.countersign.authorization;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How long what a request brings may be, in bytes of UTF-8. It is kept while a person is at the
 * pages, and anybody can send one: RFC 6749, section 3.1, leaves limits to the server.
 */
final class Sizes {
  private static final int TEXT = 2048;
  private static final int WHOLE = 8192;
  private static final String CLAIMS = "claims";

  private Sizes() {}

  /** A state that no address could carry back to the client. */
  static boolean stateTooLong(Asked asked) {
    return bytes(asked.parameters().all("state")) > TEXT;
  }

  static boolean textTooLong(Asked asked) {
    return bytes(asked.parameters().all("nonce")) > TEXT
        || bytes(asked.parameters().all("login_hint")) > TEXT;
  }

  static boolean claimsTooLong(Asked asked) {
    return bytes(asked.parameters().all(CLAIMS)) > WHOLE;
  }

  /** Everything that is kept of the request but its claims. */
  static boolean wholeTooLong(Asked asked) {
    Parameters kept = Notes.noted(asked).without(CLAIMS);
    int bytes = bytes(kept.values().keySet());
    for (List<String> values : kept.values().values()) {
      bytes += bytes(values);
    }
    return bytes > WHOLE;
  }

  private static int bytes(Iterable<String> texts) {
    int bytes = 0;
    for (String text : texts) {
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }
}
