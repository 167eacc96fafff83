package dev.countersign.http.console.server;

import dev.countersign.health.Checkup;
import dev.countersign.health.FaceModelReport;
import dev.countersign.health.FaceModelReport.FaceModel;
import dev.countersign.health.Finding;
import dev.countersign.health.Readiness;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /console/server/health}: whether this node is ready, and what may need mending. */
public final class HealthPage implements Endpoint {

  private final ConsoleRoutes routes;
  private final Readiness readiness;
  private final Checkup checkup;
  private final FaceModelReport models;

  public HealthPage(
      ConsoleRoutes routes, Readiness readiness, Checkup checkup, FaceModelReport models) {
    this.routes = routes;
    this.readiness = readiness;
    this.checkup = checkup;
    this.models = models;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.server("/health", this::shown));
  }

  private Reply shown(ConsoleRequest request) {
    Messages words = request.words();
    Map<String, Boolean> checks = readiness.checks();
    HealthModel model =
        new HealthModel(
            request.frame(),
            Readiness.allPassed(checks),
            readiness(words, checks),
            findings(words, checkup.findings()),
            models(words));
    return request.page(200, "console/server/health.jte", model);
  }

  private static Table readiness(Messages words, Map<String, Boolean> checks) {
    List<List<Cell>> rows =
        checks.entrySet().stream()
            .map(check -> row(words, check.getKey(), check.getValue()))
            .toList();
    return Table.of(
        words,
        "console.health.readiness",
        Column.named(words, "console.health.", "check", "state", "meaning"),
        rows,
        "console.chart.nothing");
  }

  private static List<Cell> row(Messages words, String check, boolean passed) {
    String state = passed ? "passed" : "failed";
    return List.of(
        new Cell.Words(words.text("console.health.check." + check)),
        new Cell.Badge(words.text("console.health." + state), passed ? "good" : "bad"),
        new Cell.Words(words.text("console.health.check." + check + "." + state)));
  }

  private static Table findings(Messages words, List<Finding> findings) {
    List<List<Cell>> rows =
        findings.stream()
            .map(finding ->
                List.of(
                    new Cell.Words(finding.check()),
                    badge(words, finding.state()),
                    new Cell.Words(finding.message())))
            .toList();
    return Table.of(
        words,
        "console.health.findings",
        Column.named(words, "console.health.", "check", "state", "found"),
        rows,
        "console.chart.nothing");
  }

  private static Cell badge(Messages words, Finding.State state) {
    String tone =
        switch (state) {
          case OK -> "good";
          case NOTE -> "plain";
          case PROBLEM -> "bad";
        };
    String name = state.name().toLowerCase(Locale.ROOT);
    return new Cell.Badge(words.text("console.health.state." + name), tone);
  }

  private Table models(Messages words) {
    List<List<Cell>> rows =
        models.models().orElse(List.of()).stream().map(HealthPage::row).toList();
    return Table.of(
        words,
        "console.health.models",
        Column.named(words, "console.health.", "model", "licence", "digest"),
        rows,
        "console.health.models.none");
  }

  private static List<Cell> row(FaceModel model) {
    return List.of(
        new Cell.Words(model.name()),
        new Cell.Words(model.licence()),
        new Cell.Code(model.sha256()));
  }
}
