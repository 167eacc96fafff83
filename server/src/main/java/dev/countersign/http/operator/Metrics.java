package dev.countersign.http.operator;

import dev.countersign.config.MetricsSettings;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /metrics}: the figures in Prometheus' text format, for configured networks. */
final class Metrics implements Endpoint {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PlainDialect dialect;
  private final MetricsSettings settings;
  private final Supplier<String> scrape;

  Metrics(PlainDialect dialect, MetricsSettings settings, Supplier<String> scrape) {
    this.dialect = dialect;
    this.settings = settings;
    this.scrape = scrape;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            "/metrics",
            dialect,
            BodyKind.NONE,
            new Access.Networks(settings.allow(), this::scraped)));
  }

  private Reply scraped(Exchange exchange) {
    return Reply.text(200, TEXT, scrape.get());
  }
}
