package dev.countersign.http.operator;

import dev.countersign.config.MetricsSettings;
import dev.countersign.health.FaceModelReport;
import dev.countersign.health.Readiness;
import dev.countersign.http.Endpoint;
import dev.countersign.keys.PublishedKeys;
import java.util.List;
import java.util.function.Supplier;

/** The calls for operators, resource servers and the curious. */
public final class PlainEndpoints {
  private PlainEndpoints() {}

  /**
   * What stands behind them.
   *
   * @param version the release
   * @param baseUrl where others reach this server; known once it listens
   * @param docs whether there are pages for developers
   * @param models which face models there are
   * @param metrics who may read the figures
   * @param scrape the figures in Prometheus' text format
   */
  public record Sources(
      String version,
      Supplier<String> baseUrl,
      boolean docs,
      boolean console,
      PublishedKeys keys,
      Readiness readiness,
      FaceModelReport models,
      MetricsSettings metrics,
      Supplier<String> scrape) {}

  /** All of them. */
  public static List<Endpoint> of(Sources sources) {
    PlainDialect dialect = new PlainDialect();
    return List.of(
        new FrontPage(
            dialect, sources.version(), sources.docs(), sources.console(), sources.baseUrl()),
        new ApiDocuments(dialect, sources.version(), sources.baseUrl()),
        new KeySet(dialect, sources.keys()),
        new Health(dialect, sources.readiness(), sources.models()),
        new Metrics(dialect, sources.metrics(), sources.scrape()),
        new Verify());
  }
}
