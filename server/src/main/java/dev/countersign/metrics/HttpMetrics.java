package dev.countersign.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** How long calls take, by dialect, route template and class of status. */
public final class HttpMetrics {
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
    return Timer.builder("countersign.http.requests")
        .description("Calls answered, with the time they took")
        .tag("dialect", key.dialect())
        .tag("route", key.route())
        .tag("status", key.hundreds() + "xx")
        .publishPercentileHistogram(false)
        .serviceLevelObjectives(
            java.time.Duration.ofMillis(5),
            java.time.Duration.ofMillis(25),
            java.time.Duration.ofMillis(100),
            java.time.Duration.ofMillis(500),
            java.time.Duration.ofSeconds(2))
        .register(registry);
  }

  private record Key(String dialect, String route, int hundreds) {}
}
