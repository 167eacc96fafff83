package dev.countersign.bench;

import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationSources;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.user.NewUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a refused sign-in tells by its time why it was refused. */
@Command(
    name = "failing-logins",
    mixinStandardHelpOptions = true,
    description = "Medians of sign-ins refused for six reasons; they should not be told apart.")
final class FailingLoginBench implements Runnable {
  /** So that the throttle, which would answer instead, stays out of the way. */
  static final Map<String, String> LIMITS_RAISED =
      Map.of(
          "throttle.free-attempts", "1000000",
          "throttle.network-free-attempts", "1000000",
          "throttle.account-cap", "1000000");

  @Option(names = "--requests", defaultValue = "2000", description = "Requests of each kind.")
  private int requests;

  @Override
  public void run() {
    Stage stage = Stage.sqlite(LIMITS_RAISED);
    prepare(stage);
    List<Kind> kinds = kinds();
    try (ServerProcess server = ServerProcess.start(18080, stage.settings())) {
      LoadClient client = new LoadClient(server.port());
      for (int round = -50; round < requests; round++) {
        // The kinds take turns, so that drift of the machine meets all of them alike.
        for (Kind kind : kinds) {
          kind.take(client, round);
        }
        System.err.printf("\r  round %,d of %,d", round, requests);
      }
      System.err.println();
    }
    print(kinds);
  }

  private void print(List<Kind> kinds) {
    Table table = new Table("refused because", "requests", "median", "against the least");
    double least = kinds.stream().mapToDouble(Kind::median).min().orElseThrow();
    for (Kind kind : kinds) {
      table.row(
          kind.reason(),
          Integer.toString(requests),
          Table.millis(kind.median()),
          "%.3f".formatted(kind.median() / least));
    }
    table.print();
  }

  /** One reason to be refused for. */
  private record Kind(String reason, byte[] request, long[] nanos) {
    void take(LoadClient client, int round) {
      LoadClient.Result one = client.run(1, 1, 403, n -> request);
      if (one.answers() != 1) {
        throw new IllegalStateException(reason + " was not refused as it should be");
      }
      if (round >= 0) {
        nanos[round] = one.nanos()[0];
      }
    }

    double median() {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2] / 1e6;
    }
  }

  private static void prepare(Stage stage) {
    Configuration configuration =
        Configuration.load(new ConfigurationSources(Optional.empty(), Map.of(), stage.settings()));
    try (Core core =
        Core.open(
            configuration, InstantSource.system(), new SecureRandom(), new SimpleMeterRegistry())) {
      core.ring.refresh();
      CustomerId acme = stage.customer().id();
      Optional<Secret> password = Optional.of(Secret.of(Stage.PASSWORD));
      User disabled =
          core.users.create(acme, new NewUser("disabled", Profile.EMPTY, password), Origin.CLI);
      core.users.disable(acme, disabled.id(), Origin.CLI);
      core.users.create(
          acme, new NewUser("passwordless", Profile.EMPTY, Optional.empty()), Origin.CLI);
    }
  }

  private List<Kind> kinds() {
    return List.of(
        kind("unknown account", "nobody", Stage.PASSWORD),
        kind("wrong password", "alice", "wrong horse battery staple"),
        kind("disabled by an administrator", "disabled", Stage.PASSWORD),
        kind("account without a password", "passwordless", Stage.PASSWORD),
        kind("empty password", "alice", ""),
        kind("over-long password", "alice", "x".repeat(2000)));
  }

  private Kind kind(String reason, String user, String password) {
    return new Kind(reason, attempt(user, password), new long[requests]);
  }

  private static byte[] attempt(String user, String password) {
    String pair = user + ":" + password;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return LoadClient.request(
        "POST", "/api/auth/token", "Authorization: Basic " + basic + "\r\n", "");
  }
}
