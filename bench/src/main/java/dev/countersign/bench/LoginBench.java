package dev.countersign.bench;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Password logins against the bare Argon2id of the same library and parameters. */
@Command(
    name = "logins",
    mixinStandardHelpOptions = true,
    description = "Password logins a second over HTTP against bare Argon2id; then resident memory.")
final class LoginBench implements Runnable {
  @Option(names = "--seconds", defaultValue = "20", description = "Length of the counted run.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "240",
      description = "Seconds of uncounted logins before, in which the JVM compiles.")
  private int warmUp;

  @Option(names = "--connections", defaultValue = "8", description = "Kept-alive connections.")
  private int connections;

  @Option(
      names = "--memory-after",
      defaultValue = "10000",
      description = "Logins after which resident memory is read.")
  private long memoryAfter;

  @Override
  public void run() {
    int cores = Runtime.getRuntime().availableProcessors();
    Stage stage = Stage.sqlite(FailingLoginBench.LIMITS_RAISED);
    try (ServerProcess server = ServerProcess.start(18080, stage.settings())) {
      LoadClient client = new LoadClient(server.port());
      byte[] login =
          LoadClient.request(
              "POST",
              "/api/v2/patrons/login",
              "Content-Type: application/json\r\n",
              "{\"username\":\"acme\",\"password\":\"" + Stage.PASSWORD + "\"}");
      LoadClient.Result warm = client.run(connections, Duration.ofSeconds(warmUp), 200, n -> login);
      double bare = Bare.hashesPerSecond(cores, Duration.ofSeconds(8));
      LoadClient.Result result =
          client.run(connections, Duration.ofSeconds(seconds), 200, n -> login);
      double again = Bare.hashesPerSecond(cores, Duration.ofSeconds(8));
      double mean = (bare + again) / 2;
      Table table =
          new Table(
              "bare Argon2id/s, " + cores + " cores", "logins/s", "ratio", "p50", "p99", "refused");
      table.row(
          Table.ratio(mean),
          Table.ratio(result.perSecond()),
          Table.ratio(result.perSecond() / mean),
          Table.millis(result.percentileMillis(.5)),
          Table.millis(result.percentileMillis(.99)),
          Long.toString(result.others()));
      table.print();
      long left = Math.max(0, memoryAfter - warm.answers() - result.answers());
      client.run(connections, left, 200, n -> login);
      System.out.printf(
          "Resident after %,d logins: %,d MB%n", memoryAfter, server.residentBytes() >> 20);
    }
  }
}
