package dev.countersign.http.console.overview;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.domain.EventSum;
import dev.countersign.http.console.Chart;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.events.EventWords;
import dev.countersign.http.page.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What sums of the trail say of sign-ins, as charts and tables.
 *
 * @param words of the page's language
 * @param range what one bar is
 * @param from the first hour
 * @param sums of those hours
 */
record SignInSums(Messages words, Range range, long from, List<EventSum> sums) {
  private static final int MOST_REASONS = 12;
  private static final int MOST_DIALECTS = 6;

  private List<EventSum> signIns() {
    String kind = AuditKind.SIGN_IN.text();
    return sums.stream().filter(sum -> sum.kind().equals(kind)).toList();
  }

  private static boolean good(EventSum sum) {
    return sum.outcome().equals(AuditLog.SUCCESS);
  }

  long succeeded() {
    return signIns().stream().filter(SignInSums::good).mapToLong(EventSum::events).sum();
  }

  long failed() {
    return signIns().stream().filter(sum -> !good(sum)).mapToLong(EventSum::events).sum();
  }

  /** All of them. */
  Chart overTime() {
    return overTime("sign-ins", words.text("console.overview.sign-ins"), signIns());
  }

  /** One chart for each of the dialects most used. */
  List<Chart> overTimeByDialect() {
    Map<String, List<EventSum>> dialects =
        signIns().stream().collect(Collectors.groupingBy(EventSum::dialect));
    return dialects.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, List<EventSum>> one) -> -events(one))
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_DIALECTS)
        .map(one ->
            overTime(
                "sign-ins-" + one.getKey(),
                words.text(
                    "console.overview.sign-ins-of", new EventWords(words).dialect(one.getKey())),
                one.getValue()))
        .toList();
  }

  private static long events(Map.Entry<String, List<EventSum>> dialect) {
    return dialect.getValue().stream().mapToLong(EventSum::events).sum();
  }

  private Chart overTime(String id, String title, List<EventSum> shown) {
    long[] good = new long[range.bars()];
    long[] bad = new long[range.bars()];
    for (EventSum sum : shown) {
      long[] row = good(sum) ? good : bad;
      row[range.bar(from, sum.hour())] += sum.events();
    }
    List<Chart.Bar> bars = new ArrayList<>();
    for (int i = 0; i < good.length; i++) {
      bars.add(new Chart.Bar(range.label(from, i), List.of(good[i], bad[i])));
    }
    return new Chart(
        id,
        title,
        List.of(
            new Chart.Series(words.text("console.overview.succeeded"), "good"),
            new Chart.Series(words.text("console.overview.failed"), "bad")),
        bars,
        OptionalDouble.empty(),
        "");
  }

  Table byDialect() {
    Map<String, long[]> dialects = new TreeMap<>();
    for (EventSum sum : signIns()) {
      dialects.computeIfAbsent(sum.dialect(), _ -> new long[2])[good(sum) ? 0 : 1] += sum.events();
    }
    List<List<Cell>> rows = new ArrayList<>();
    EventWords called = new EventWords(words);
    dialects.forEach((dialect, both) ->
        rows.add(
            List.of(
                new Cell.Words(called.dialect(dialect)),
                new Cell.Figure(Long.toString(both[0])),
                new Cell.Figure(Long.toString(both[1])))));
    return Table.of(
        words,
        "console.overview.by-dialect",
        Column.named(words, "console.", "events.dialect", "overview.succeeded", "overview.failed"),
        rows,
        "console.chart.nothing");
  }

  Table reasons() {
    EventWords called = new EventWords(words);
    Map<String, Long> reasons = new LinkedHashMap<>();
    sums.stream()
        .filter(sum -> !good(sum))
        .forEach(sum ->
            reasons.merge(
                called.kind(sum.kind()) + ": " + called.outcome(sum.outcome()),
                sum.events(),
                Long::sum));
    List<List<Cell>> rows =
        reasons.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_REASONS)
            .map(one ->
                List.<Cell>of(
                    new Cell.Words(one.getKey()), new Cell.Figure(one.getValue().toString())))
            .toList();
    return Table.of(
        words,
        "console.overview.reasons",
        Column.named(words, "console.overview.", "reason", "number"),
        rows,
        "console.chart.nothing");
  }
}
