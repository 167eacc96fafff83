package dev.countersign.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renewals in the token dialect against the bare signature. */
@Command(
    name = "signatures",
    mixinStandardHelpOptions = true,
    description =
        "Signed tokens a second over HTTP, and the share of the server's processor time"
            + " that is the signature itself.")
final class SignatureBench implements Runnable {
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  @Option(names = "--seconds", defaultValue = "10", description = "Length of the counted run.")
  private int seconds;

  @Option(names = "--connections", defaultValue = "16", description = "Kept-alive connections.")
  private int connections;

  @Override
  public void run() {
    double bare = Bare.signaturesPerSecond(Duration.ofSeconds(4));
    double openssl = Bare.opensslSignaturesPerSecond();
    Stage stage = Stage.sqlite(Map.of());
    try (ServerProcess server = ServerProcess.start(18080, stage.settings())) {
      LoadClient client = new LoadClient(server.port());
      byte[] renewal = renewal(token(client));
      client.run(connections, Duration.ofSeconds(15), 200, n -> renewal);
      Duration before = server.cpu();
      LoadClient.Result result =
          client.run(connections, Duration.ofSeconds(seconds), 200, n -> renewal);
      double cpu = server.cpu().minus(before).toNanos() / 1e9;
      double again = Bare.signaturesPerSecond(Duration.ofSeconds(4));
      double oneSignature = 2 / (bare + again);
      Table table =
          new Table(
              "bare signatures/s, one core",
              "openssl speed",
              "renewals/s",
              "p50",
              "p99",
              "server's own time in the signature",
              "refused");
      table.row(
          Table.number((bare + again) / 2),
          Table.number(openssl),
          Table.number(result.perSecond()),
          Table.millis(result.percentileMillis(.5)),
          Table.millis(result.percentileMillis(.99)),
          Table.ratio(result.answers() * oneSignature / cpu),
          Long.toString(result.others()));
      table.print();
    }
  }

  private static String token(LoadClient client) {
    String basic = Base64.getEncoder().encodeToString(("alice:" + Stage.PASSWORD).getBytes(UTF_8));
    String answer =
        client.once(
            LoadClient.request(
                "POST", "/api/auth/token", "Authorization: Basic " + basic + "\r\n", ""));
    Matcher token = TOKEN.matcher(answer);
    if (!token.find()) {
      throw new IllegalStateException("no token in: " + answer);
    }
    return token.group(1);
  }

  private static byte[] renewal(String token) {
    return LoadClient.request(
        "POST", "/api/auth/token", "Authorization: Bearer " + token + "\r\n", "");
  }
}
