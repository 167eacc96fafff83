package dev.countersign.token;

import dev.countersign.domain.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many requests that are kept for later each network has begun lately. Anybody can begin one
 * without proving anything, and each is a row; so one network makes so many in ten minutes and no
 * more. The counts are this server's alone and go with it.
 */
public final class BegunRequests {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** The networks that are remembered; beyond that the oldest is forgotten. */
  private static final int NETWORKS = 100_000;

  private final InstantSource clock;
  private final int most;

  /** In the order in which their windows end. */
  private final Map<String, Window> windows = new LinkedHashMap<>();

  /** Allows each network so many within ten minutes. */
  public BegunRequests(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  private record Window(Instant ends, int begun) {}

  /** Counts one more of that place's network, or says how long it must wait with it. */
  public synchronized Optional<Duration> count(Origin origin) {
    Instant now = clock.instant();
    forgetEnded(now);
    String network = origin.network();
    Window window = windows.getOrDefault(network, new Window(now.plus(WINDOW), 0));
    if (window.begun() >= most) {
      return Optional.of(Duration.between(now, window.ends()));
    }
    windows.put(network, new Window(window.ends(), window.begun() + 1));
    return Optional.empty();
  }

  private void forgetEnded(Instant now) {
    Iterator<Window> oldest = windows.values().iterator();
    while (oldest.hasNext()) {
      Instant ends = oldest.next().ends();
      if (now.isBefore(ends) && windows.size() < NETWORKS) {
        return;
      }
      oldest.remove();
    }
  }
}
