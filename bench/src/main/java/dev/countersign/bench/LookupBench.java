package dev.countersign.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Introspections and proxy checks a second, on both databases, as the number of sessions grows. */
@Command(
    name = "lookups",
    mixinStandardHelpOptions = true,
    description =
        "Introspections and /verify calls a second with growing numbers of live sessions."
            + " Every answer is current: each call asks the database.")
final class LookupBench implements Runnable {
  @Option(
      names = "--sessions",
      split = ",",
      defaultValue = "1000,100000,1000000",
      description = "Numbers of live sessions, rising.")
  private List<Long> sessions = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Length of each counted run, and of the warm-up before it.")
  private int seconds;

  @Option(names = "--connections", defaultValue = "16", description = "Kept-alive connections.")
  private int connections;

  @Option(names = "--only", description = "sqlite or postgres; both unless given.")
  private String only = "";

  private final Table table =
      new Table("database", "live sessions", "call", "calls/s", "p50", "p99", "refused");

  @Override
  public void run() {
    if (!only.equals("postgres")) {
      measure("SQLite", Stage.sqlite(Map.of()));
    }
    if (!only.equals("sqlite")) {
      try (Postgres postgres = Postgres.start()) {
        measure("PostgreSQL", Stage.postgres(postgres.jdbcUrl(), Map.of()));
      }
    }
    table.print();
  }

  private void measure(String database, Stage stage) {
    Filler filler = new Filler(stage);
    for (long count : sessions) {
      filler.fillTo(count);
      try (ServerProcess server = ServerProcess.start(18080, stage.settings())) {
        LoadClient client = new LoadClient(server.port());
        run(client, database, count, "introspect", introspections(stage, count));
        run(client, database, count, "verify", n -> verify(random(count)));
      }
    }
  }

  private void run(
      LoadClient client, String database, long count, String call, LongFunction<byte[]> requests) {
    client.run(connections, Duration.ofSeconds(seconds), 200, requests);
    LoadClient.Result result = client.run(connections, Duration.ofSeconds(seconds), 200, requests);
    table.row(
        database,
        "%,d".formatted(count),
        call,
        Table.number(result.perSecond()),
        Table.millis(result.percentileMillis(.5)),
        Table.millis(result.percentileMillis(.99)),
        Long.toString(result.others()));
    System.err.printf(
        "  %s, %,d sessions, %s: %,.0f/s%n", database, count, call, result.perSecond());
  }

  private static long random(long count) {
    return ThreadLocalRandom.current().nextLong(count);
  }

  private static LongFunction<byte[]> introspections(Stage stage, long count) {
    String pair = "acme:" + stage.key().secret().text();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    String headers =
        "Authorization: Basic " + basic + "\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    return n ->
        LoadClient.request(
            "POST", "/oauth2/introspect", headers, "token=" + Filler.token(random(count)));
  }

  private static byte[] verify(long number) {
    return LoadClient.request(
        "GET", "/verify", "Authorization: Bearer " + Filler.token(number) + "\r\n", "");
  }
}
