package dev.countersign.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The OpenID Provider's grants against the bare signature, and its pages. */
@Command(
    name = "provider",
    mixinStandardHelpOptions = true,
    description =
        "Client credentials, refreshes and authorization-code round trips a second, with the share"
            + " of the server's processor time that is signatures; and how fast a page is.")
final class ProviderBench implements Runnable {
  @Option(names = "--seconds", defaultValue = "15", description = "Length of each counted run.")
  private int seconds;

  @Option(names = "--connections", defaultValue = "8", description = "Kept-alive connections.")
  private int connections;

  private final Table table =
      new Table(
          "call", "a second", "p50", "p99", "signatures each", "server's time in them", "refused");

  @Override
  public void run() {
    double before = Bare.signaturesPerSecond(Duration.ofSeconds(4));
    Stage stage = Stage.sqlite(Map.of());
    ProviderStage client = ProviderStage.on(stage);
    try (ServerProcess server = ServerProcess.start(18080, stage.settings());
        Conversation browser = new Conversation(server.port())) {
      String cookie = ProviderStage.cookie(browser);
      String tokens = client.roundTrip(browser, cookie);
      byte[] credentials = client.token("grant_type=client_credentials&scope=orders%3Aread");
      byte[] refresh =
          client.token(
              "grant_type=refresh_token&refresh_token="
                  + Conversation.part(ProviderStage.REFRESH, tokens));
      byte[] page = LoadClient.request("GET", "/sign-in", "", "");

      LoadClient load = new LoadClient(server.port());
      Share share = new Share(server, 1 / before);
      share.row("client credentials", 1, () -> run(load, n -> credentials));
      share.row("refresh, with an ID token", 2, () -> run(load, n -> refresh));
      share.row("code round trip", 2, () -> roundTrips(server.port(), client, cookie));
      share.row("page /sign-in", 0, () -> run(load, n -> page));
      table.print();
      double after = Bare.signaturesPerSecond(Duration.ofSeconds(4));
      System.out.printf("Bare signatures a second: %,.0f before, %,.0f after%n", before, after);
    }
  }

  private LoadClient.Result run(LoadClient load, LongFunction<byte[]> requests) {
    return load.run(connections, Duration.ofSeconds(seconds), 200, requests);
  }

  /** One after another on one connection: what the person and the application wait for. */
  private LoadClient.Result roundTrips(int port, ProviderStage client, String cookie) {
    long[] nanos = new long[1 << 16];
    int count = 0;
    long started = System.nanoTime();
    long end = started + Duration.ofSeconds(seconds).toNanos();
    try (Conversation browser = new Conversation(port)) {
      while (System.nanoTime() < end && count < nanos.length) {
        long before = System.nanoTime();
        Conversation.part(ProviderStage.REFRESH, client.roundTrip(browser, cookie));
        nanos[count++] = System.nanoTime() - before;
      }
    }
    double passed = (System.nanoTime() - started) / 1e9;
    long[] sorted = LongStream.of(Arrays.copyOf(nanos, count)).sorted().toArray();
    return new LoadClient.Result(count, 0, passed, sorted);
  }

  /** Something that can be measured twice: once to warm up, once to count. */
  private interface Measured {
    LoadClient.Result run();
  }

  private final class Share {
    private final ServerProcess server;
    private final double oneSignature;

    Share(ServerProcess server, double oneSignature) {
      this.server = server;
      this.oneSignature = oneSignature;
    }

    void row(String call, int signatures, Measured measured) {
      measured.run();
      Duration cpu = server.cpu();
      LoadClient.Result result = measured.run();
      double spent = server.cpu().minus(cpu).toNanos() / 1e9;
      table.row(
          call,
          Table.number(result.perSecond()),
          Table.millis(result.percentileMillis(.5)),
          Table.millis(result.percentileMillis(.99)),
          Integer.toString(signatures),
          Table.ratio(result.answers() * signatures * oneSignature / spent),
          Long.toString(result.others()));
    }
  }
}
