package dev.countersign.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/** Calls to other hosts that were not made or got no answer, by reason. */
public final class OutgoingMetrics {
  private final MeterRegistry registry;

  public OutgoingMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A call was refused by the guard, or failed. */
  public void refused(String reason) {
    registry.counter("countersign.outgoing.refused", "reason", reason).increment();
  }
}
