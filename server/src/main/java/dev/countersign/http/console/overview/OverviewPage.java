package dev.countersign.http.console.overview;

import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Tally;
import dev.countersign.customer.CustomerCounts;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.ScoreSum;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Chart;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.page.Messages;
import dev.countersign.matching.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code /console/customers/{customer}}: how a customer's people are doing. */
public final class OverviewPage implements Endpoint {
  private final ConsoleRoutes routes;
  private final Tally tally;
  private final CustomerCounts counts;
  private final SettingsAdministration settings;

  public OverviewPage(
      ConsoleRoutes routes, Tally tally, CustomerCounts counts, SettingsAdministration settings) {
    this.routes = routes;
    this.tally = tally;
    this.counts = counts;
    this.settings = settings;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within("", this::shown));
  }

  private Reply shown(ConsoleRequest request) {
    Range range = Range.of(request.query("range"));
    long current = Tally.hour(request.exchange().receivedAt());
    long from = range.from(current);
    CustomerId customer = request.customerId();
    Messages words = request.words();
    SignInSums sums =
        new SignInSums(words, range, from, tally.between(Optional.of(customer), from, current + 1));
    OverviewModel model =
        new OverviewModel(
            request.frame(),
            range.text(),
            tiles(words, sums, counts.of(customer)),
            sums.overTime(),
            scores(words, customer, tally.scores(customer, from, current + 1)),
            sums.byDialect(),
            sums.reasons());
    return request.page(200, "console/overview/customer.jte", model);
  }

  private static List<OverviewModel.Tile> tiles(
      Messages words, SignInSums sums, CustomerCounts.Counted counted) {
    return List.of(
        tile(words, "succeeded", Long.toString(sums.succeeded())),
        tile(words, "failed", Long.toString(sums.failed())),
        tile(words, "sessions", bounded(words, counted.sessions())),
        tile(words, "users", bounded(words, counted.users())),
        tile(words, "faces", bounded(words, counted.faces())),
        tile(words, "messages", bounded(words, counted.messages())));
  }

  private static OverviewModel.Tile tile(Messages words, String name, String value) {
    return new OverviewModel.Tile(words.text("console.overview.tile." + name), value);
  }

  private static String bounded(Messages words, long number) {
    if (number >= CustomerCounts.MOST) {
      return words.text("console.overview.or-more", CustomerCounts.MOST);
    }
    return Long.toString(number);
  }

  private Chart scores(Messages words, CustomerId customer, List<ScoreSum> sums) {
    long[] good = new long[ScoreSum.BANDS];
    long[] bad = new long[ScoreSum.BANDS];
    for (ScoreSum sum : sums) {
      long[] row = sum.outcome().equals(AuditLog.SUCCESS) ? good : bad;
      row[sum.band()] += sum.events();
    }
    List<Chart.Bar> bars = new ArrayList<>();
    for (int i = 0; i < ScoreSum.BANDS; i++) {
      String label = hundredths((double) i / ScoreSum.BANDS);
      bars.add(new Chart.Bar(label, List.of(good[i], bad[i])));
    }
    double threshold = Threshold.usual(settings.of(customer)).score();
    return new Chart(
        "scores",
        words.text("console.overview.scores"),
        List.of(
            new Chart.Series(words.text("console.overview.accepted"), "good"),
            new Chart.Series(words.text("console.overview.refused"), "bad")),
        bars,
        OptionalDouble.of(threshold),
        words.text("console.overview.threshold", hundredths(threshold)));
  }

  private static String hundredths(double score) {
    return String.format(Locale.ROOT, "%.2f", score);
  }
}
