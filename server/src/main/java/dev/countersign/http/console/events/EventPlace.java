package dev.countersign.http.console.events;

import dev.countersign.domain.AuditLook.Position;
import dev.countersign.domain.InvalidInput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a place in the trail is written into an address. */
public final class EventPlace {
  private EventPlace() {}

  /** As it is written. */
  public static String written(Position position) {
    return position.at().toEpochMilli() + "-" + position.id();
  }

  /**
   * The place that is written so; null for the empty string, which is the first page.
   *
   * @throws InvalidInput when it is none
   */
  public static @Nullable Position read(String after) {
    if (after.isEmpty()) {
      return null;
    }
    String[] parts = after.split("-", 2);
    try {
      return new Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new InvalidInput("the address is damaged; begin with the first page");
    }
  }
}
