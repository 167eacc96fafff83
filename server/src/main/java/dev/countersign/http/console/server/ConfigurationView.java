package dev.countersign.http.console.server;

import dev.countersign.config.Configuration;
import dev.countersign.config.EffectiveValue;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import java.util.List;
import java.util.Map;

/**
 * {@code /console/server/configuration}: every setting of this process, and where its value comes
 * from. Secrets are masked before they come here.
 */
public final class ConfigurationView implements Endpoint {
  private static final String USUAL = "default";

  private final ConsoleRoutes routes;
  private final List<EffectiveValue> values;
  private final Map<String, String> descriptions = Configuration.descriptions();

  public ConfigurationView(ConsoleRoutes routes, Configuration configuration) {
    this.routes = routes;
    this.values = configuration.effective();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.server("/configuration", this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    List<List<Cell>> rows = values.stream().map(this::row).toList();
    List<Column> columns =
        Column.named(
            request.words(), "console.configuration.", "key", "value", "origin", "meaning");
    return request.page(
        200,
        "console/server/configuration.jte",
        new TableModel(
            request.frame(),
            Table.of(
                request.words(),
                "console.configuration.title",
                columns,
                rows,
                "console.chart.nothing")));
  }

  private List<Cell> row(EffectiveValue value) {
    Cell origin = new Cell.Badge(value.origin(), "good");
    if (value.origin().equals(USUAL)) {
      origin = new Cell.Words(value.origin());
    }
    return List.of(
        new Cell.Code(value.key()),
        new Cell.Code(value.text()),
        origin,
        // The descriptions are of the documentation, where backticks make a keyword of a word.
        new Cell.Words(descriptions.getOrDefault(value.key(), "").replace("`", "")));
  }
}
