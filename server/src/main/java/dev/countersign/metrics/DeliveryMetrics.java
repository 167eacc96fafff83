package dev.countersign.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Mail and callbacks by how their deliveries went, and how many wait. */
public final class DeliveryMetrics {
  private final MeterRegistry registry;

  /**
   * Registers the gauge.
   *
   * @param waiting asks how many messages wait, of all nodes
   */
  public DeliveryMetrics(MeterRegistry registry, Supplier<Number> waiting) {
    this.registry = registry;
    Gauge.builder("countersign.outbox.waiting", new KeptNumber(waiting))
        .description("Mails and callbacks that are not yet delivered, of all nodes")
        .strongReference(true)
        .register(registry);
  }

  /** It arrived. */
  public void delivered(String kind) {
    count(kind, "delivered");
  }

  /** It did not, and will be tried again. */
  public void failed(String kind) {
    count(kind, "failed");
  }

  /** It did not, and will not be tried again. */
  public void givenUp(String kind) {
    count(kind, "given_up");
  }

  private void count(String kind, String outcome) {
    registry.counter("countersign.deliveries", "kind", kind, "outcome", outcome).increment();
  }
}
