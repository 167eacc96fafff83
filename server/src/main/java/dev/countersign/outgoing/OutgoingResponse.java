package dev.countersign.outgoing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What another host answered.
 *
 * @param status the HTTP status
 * @param headers the headers, names in lower case
 * @param body the bytes as they came; nothing was decompressed
 */
public record OutgoingResponse(int status, Map<String, List<String>> headers, byte[] body) {
  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  boolean redirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }
}
