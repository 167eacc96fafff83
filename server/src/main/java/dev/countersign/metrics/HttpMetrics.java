package dev.countersign.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** How long calls take, by dialect, route template and class of status. */
public final class HttpMetrics {
  static final String NAME = "countersign.http.requests";
  static final String DIALECT = "dialect";

  private final MeterRegistry registry;
  private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

  public HttpMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Notes one answered call. */
  public void answered(String dialect, String route, int status, long nanos) {
    Key key = new Key(dialect, route, status / 100);
    Timer timer = timers.get(key);
    if (timer == null) {
      // Only once: even where there is one already, this may take a lock.
      timer = timers.computeIfAbsent(key, this::timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Key key) {
    return Timer.builder(NAME)
        .description("Calls answered, with the time they took")
        .tag(DIALECT, key.dialect())
        .tag("route", key.route())
        .tag("status", key.hundreds() + "xx")
        .publishPercentileHistogram(false)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5))
        .register(registry);
  }

  private record Key(String dialect, String route, int hundreds) {}
}
