package dev.countersign.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id a request has in the log, the audit trail and its answer's {@code X-Request-Id}. */
final class RequestIds {
  static final String HEADER = "X-Request-Id";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{8,64}");

  private RequestIds() {}

  /** The one a trusted proxy gave, or a new one. It is no secret, only a name. */
  static String of(Optional<String> given, boolean trusted) {
    if (trusted && given.isPresent() && ACCEPTED.matcher(given.get()).matches()) {
      return given.get();
    }
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
