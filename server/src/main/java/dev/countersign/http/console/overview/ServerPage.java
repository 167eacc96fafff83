package dev.countersign.http.console.overview;

import dev.countersign.audit.Tally;
import dev.countersign.health.Product;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.page.Messages;
import dev.countersign.metrics.Latencies;
import dev.countersign.metrics.Readings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /console/server}: how everybody's sign-ins go, and how this node is doing. */
public final class ServerPage implements Endpoint {
  private static final long MIB = 1024 * 1024;

  private final ConsoleRoutes routes;
  private final Tally tally;
  private final Latencies latencies;
  private final Readings readings;

  public ServerPage(ConsoleRoutes routes, Tally tally, Latencies latencies, Readings readings) {
    this.routes = routes;
    this.tally = tally;
    this.latencies = latencies;
    this.readings = readings;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.server("", this::shown));
  }

  private Reply shown(ConsoleRequest request) {
    Range range = Range.of(request.query("range"));
    long current = Tally.hour(request.exchange().receivedAt());
    long from = range.from(current);
    Messages words = request.words();
    SignInSums sums =
        new SignInSums(words, range, from, tally.between(Optional.empty(), from, current + 1));
    NodeTables node = new NodeTables(words);
    ServerModel model =
        new ServerModel(
            request.frame(),
            range.text(),
            tiles(words, sums),
            sums.overTime(),
            sums.overTimeByDialect(),
            node.latencies(latencies.byDialect()),
            node.queues(readings.queues()),
            sums.reasons());
    return request.page(200, "console/overview/server.jte", model);
  }

  private List<OverviewModel.Tile> tiles(Messages words, SignInSums sums) {
    String memory =
        words.text(
            "console.server.tile.memory.of", readings.heapUsed() / MIB, readings.heapMost() / MIB);
    return List.of(
        tile(words, "overview.tile.succeeded", Long.toString(sums.succeeded())),
        tile(words, "overview.tile.failed", Long.toString(sums.failed())),
        tile(words, "server.tile.uptime", uptime(words)),
        tile(words, "server.tile.memory", memory),
        tile(words, "server.tile.version", Product.version()));
  }

  private static OverviewModel.Tile tile(Messages words, String name, String value) {
    return new OverviewModel.Tile(words.text("console." + name), value);
  }

  private String uptime(Messages words) {
    Duration up = readings.uptime().orElse(Duration.ZERO);
    if (up.toDays() > 0) {
      return words.text("console.server.uptime.days", up.toDays(), up.toHoursPart());
    }
    if (up.toHours() > 0) {
      return words.text("console.server.uptime.hours", up.toHours(), up.toMinutesPart());
    }
    return words.text("console.server.uptime.minutes", up.toMinutes());
  }
}
