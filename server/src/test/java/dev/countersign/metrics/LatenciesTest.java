package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.metrics.Latencies.Estimate;
import dev.countersign.metrics.Latencies.Latency;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpMetrics metrics = new HttpMetrics(registry);

  private void answered(String dialect, String route, int status, int times, long millis) {
    for (int i = 0; i < times; i++) {
      metrics.answered(dialect, route, status, TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  @Test
  void percentilesOfADialectAreEstimatedOverAllItsRoutes() {
    answered("iam", "/a", 200, 50, 8);
    answered("iam", "/b", 200, 40, 40);
    answered("iam", "/b", 500, 10, 400);

    Latency iam = new Latencies(registry).byDialect().getFirst();

    assertThat(iam.dialect()).isEqualTo("iam");
    assertThat(iam.calls()).isEqualTo(100);
    assertThat(iam.mean()).isCloseTo(60, within(0.001));
    // The 50th of the fifty between 5 and 10; then the middle of those between 250 and 500.
    assertThat(iam.median()).isEqualTo(new Estimate(10, false));
    assertThat(iam.p95()).isEqualTo(new Estimate(375, false));
    assertThat(iam.p99().millis()).isCloseTo(475, within(0.001));
  }

  @Test
  void theLongestTimesAreNotToldApart() {
    answered("iam", "/a", 200, 1, 60_000);
    answered("face", "/a", 200, 3, 1);

    var all = new Latencies(registry).byDialect();

    assertThat(all).extracting(Latency::dialect).containsExactly("face", "iam");
    assertThat(all.getLast().p99()).isEqualTo(new Estimate(5_000, true));
  }

  @Test
  void whoWasNeverCalledIsLeftOut() {
    assertThat(new Latencies(registry).byDialect()).isEmpty();
  }
}
