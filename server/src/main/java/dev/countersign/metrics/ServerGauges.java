package dev.countersign.metrics;

import dev.countersign.crypto.HashPool;
import dev.countersign.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.Supplier;

/** What is read when somebody scrapes: queues, connections, and the JVM itself. */
public final class ServerGauges implements AutoCloseable {
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  private ServerGauges() {}

  /**
   * The face engine's pool, which this package may not know.
   *
   * @param active how many pictures are being looked at
   * @param queued how many wait to be
   */
  public record Faces(Supplier<Number> active, Supplier<Number> queued) {}

  /**
   * The galleries, which this package may not know.
   *
   * @param searchable how many faces can be searched
   * @param pending how many customers' galleries are still to be read
   * @param unreadable how many faces do not decrypt
   */
  public record Galleries(
      Supplier<Number> searchable, Supplier<Number> pending, Supplier<Number> unreadable) {}

  /** Registers all of them. */
  public static ServerGauges register(
      MeterRegistry registry, HashPool pool, Faces faces, Galleries galleries, Store store) {
    ServerGauges gauges = new ServerGauges();
    gauges.registerJvm(registry);
    gauge(registry, "countersign.hash.pool.active", "Passwords being hashed", pool::active);
    gauge(registry, "countersign.hash.pool.queued", "Passwords waiting to be", pool::queued);
    gauge(registry, "countersign.face.pool.active", "Pictures being looked at", faces.active());
    gauge(registry, "countersign.face.pool.queued", "Pictures waiting to be", faces.queued());
    gauge(
        registry,
        "countersign.store.connections.busy",
        "Database connections in use",
        () -> store.maintenance().busyConnections());
    gauge(
        registry,
        "countersign.store.writes.queued",
        "Writes waiting for their turn",
        () -> store.maintenance().queuedWrites());
    register(registry, galleries);
    return gauges;
  }

  private static void register(MeterRegistry registry, Galleries galleries) {
    gauge(
        registry,
        "countersign.faces.searchable",
        "Faces that can be searched",
        galleries.searchable());
    gauge(
        registry,
        "countersign.galleries.pending",
        "Customers whose faces are still to be read",
        galleries.pending());
    gauge(
        registry,
        "countersign.faces.unreadable",
        "Faces that do not decrypt and are not searched",
        galleries.unreadable());
  }

  private void registerJvm(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbage.bindTo(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** Stops listening to the garbage collector. */
  @Override
  public void close() {
    garbage.close();
  }
}
