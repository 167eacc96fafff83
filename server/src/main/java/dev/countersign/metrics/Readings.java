package dev.countersign.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How full things are on this node at this moment, for those who look. */
public final class Readings {
  private static final List<String> QUEUES =
      List.of(
          "countersign.hash.pool.active",
          "countersign.hash.pool.queued",
          "countersign.face.pool.active",
          "countersign.face.pool.queued",
          "countersign.store.connections.busy",
          "countersign.store.writes.queued",
          "countersign.outbox.waiting",
          "countersign.galleries.pending",
          "countersign.faces.searchable",
          "countersign.faces.unreadable");

  private final MeterRegistry registry;

  public Readings(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * One number.
   *
   * @param name of the gauge
   * @param value absent where it cannot be found at this moment
   */
  public record Reading(String name, Optional<Long> value) {}

  /** What waits and what is being worked on. */
  public List<Reading> queues() {
    return QUEUES.stream().map(name -> new Reading(name, value(name))).toList();
  }

  private Optional<Long> value(String name) {
    return Optional.ofNullable(registry.find(name).gauge())
        .map(Gauge::value)
        .filter(Double::isFinite)
        .map(Math::round);
  }

  /** How long the process has run; absent where nobody measures it. */
  public Optional<Duration> uptime() {
    return Optional.ofNullable(registry.find("process.uptime").timeGauge())
        .map((TimeGauge gauge) -> gauge.value(TimeUnit.MILLISECONDS))
        .map(millis -> Duration.ofMillis(millis.longValue()));
  }

  /** Bytes of the heap in use. */
  public long heapUsed() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Bytes the heap may grow to. */
  public long heapMost() {
    return Runtime.getRuntime().maxMemory();
  }
}
