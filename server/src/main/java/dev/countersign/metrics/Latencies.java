package dev.countersign.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How long calls took on this node since it started, by dialect. Nothing is kept for it: it reads
 * the counts by time that {@link HttpMetrics} has anyway, and takes the calls between two bounds to
 * be spread evenly, so that percentiles are estimates.
 */
public final class Latencies {
  private final MeterRegistry registry;

  public Latencies(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * The calls of a dialect.
   *
   * @param dialect its name
   * @param calls how many there were
   * @param mean milliseconds
   * @param median half of them took no longer
   * @param p95 95 of 100 took no longer
   * @param p99 99 of 100 took no longer
   */
  public record Latency(
      String dialect, long calls, double mean, Estimate median, Estimate p95, Estimate p99) {}

  /**
   * An estimated time.
   *
   * @param millis how long
   * @param orMore whether it was that long or longer: the longest times are not told apart
   */
  public record Estimate(double millis, boolean orMore) {}

  /** Every dialect that was called, by name. */
  public List<Latency> byDialect() {
    Map<String, Sum> sums = new TreeMap<>();
    for (Timer timer : registry.find(HttpMetrics.NAME).timers()) {
      String dialect = String.valueOf(timer.getId().getTag(HttpMetrics.DIALECT));
      sums.computeIfAbsent(dialect, _ -> new Sum()).add(timer);
    }
    return sums.entrySet().stream()
        .filter(entry -> entry.getValue().calls > 0)
        .map(entry -> entry.getValue().latency(entry.getKey()))
        .toList();
  }

  /** The timers of one dialect together. */
  private static final class Sum {
    private final TreeMap<Double, Double> upTo = new TreeMap<>();
    private long calls;
    private double millis;

    void add(Timer timer) {
      calls += timer.count();
      millis += timer.totalTime(TimeUnit.MILLISECONDS);
      for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
        double bound = bucket.bucket(TimeUnit.MILLISECONDS);
        if (Double.isFinite(bound) && bound < TimeUnit.DAYS.toMillis(1)) {
          upTo.merge(bound, bucket.count(), Double::sum);
        }
      }
    }

    Latency latency(String dialect) {
      return new Latency(
          dialect, calls, millis / calls, quantile(0.5), quantile(0.95), quantile(0.99));
    }

    private Estimate quantile(double part) {
      double wanted = part * calls;
      double bound = 0;
      double below = 0;
      for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
        double within = bucket.getValue() - below;
        if (within > 0 && bucket.getValue() >= wanted) {
          double share = Math.max(0, wanted - below) / within;
          return new Estimate(bound + share * (bucket.getKey() - bound), false);
        }
        bound = bucket.getKey();
        below = bucket.getValue();
      }
      return new Estimate(bound, true);
    }
  }
}
