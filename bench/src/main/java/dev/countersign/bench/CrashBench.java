package dev.countersign.bench;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is left after the process was killed in the middle of its work. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description =
        "Kills the server (kill -9) in the middle of concurrent logins, logouts and"
            + " registrations, restarts it, and checks everything it had answered.")
final class CrashBench implements Callable<Integer> {
  private static final Pattern ID = Pattern.compile("\"id\":\"([A-Za-z0-9]{64})\"");
  private static final String JSON = "Content-Type: application/json\r\n";

  @Option(names = "--kills", defaultValue = "20", description = "Kills on each database.")
  private int kills;

  @Option(
      names = "--requests",
      defaultValue = "2000",
      description = "Requests begun before a kill.")
  private int requests;

  @Option(names = "--only", description = "sqlite or postgres; both unless given.")
  private String only = "";

  private final AtomicInteger registered = new AtomicInteger();
  private long problems;

  @Override
  public Integer call() {
    if (!only.equals("postgres")) {
      repeat("SQLite", Stage.sqlite(Map.of()));
    }
    if (!only.equals("sqlite")) {
      try (Postgres postgres = Postgres.start()) {
        repeat("PostgreSQL", Stage.postgres(postgres.jdbcUrl(), Map.of()));
      }
    }
    System.out.printf("%d problems%n", problems);
    if (problems > 0) {
      return 1;
    }
    return 0;
  }

  private void repeat(String database, Stage stage) {
    long logouts = 0;
    long registrations = 0;
    for (int kill = 0; kill < kills; kill++) {
      Answered answered = new Answered();
      ServerProcess server = ServerProcess.start(18080, stage.settings());
      work(server, stage, answered, kill);
      check(stage, answered);
      logouts += answered.dead().size();
      registrations += answered.users().size();
      System.err.printf(
          "\r  %s: kill %d of %d, %,d answered logouts and %,d answered registrations checked",
          database, kill + 1, kills, logouts, registrations);
    }
    System.err.println();
    System.out.printf(
        "%s: %d kills, %,d answered logouts still dead, %,d answered registrations still there%n",
        database, kills, logouts, registrations);
  }

  /** What the server had answered before it was killed. */
  private record Answered(
      ConcurrentLinkedQueue<String> alive,
      ConcurrentLinkedQueue<String> dead,
      ConcurrentLinkedQueue<String> users) {
    Answered() {
      this(
          new ConcurrentLinkedQueue<>(),
          new ConcurrentLinkedQueue<>(),
          new ConcurrentLinkedQueue<>());
    }
  }

  private void work(ServerProcess server, Stage stage, Answered answered, int kill) {
    LoadClient client = new LoadClient(server.port());
    AtomicInteger begun = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      threads.add(Thread.ofPlatform().start(() -> until(client, stage, answered, begun)));
    }
    // The kill comes at another moment each time, always with requests under way.
    int limit = requests / 2 + (kill * 37) % (requests / 2);
    while (begun.get() < limit) {
      pause();
    }
    server.kill();
    threads.forEach(CrashBench::join);
  }

  private void until(LoadClient client, Stage stage, Answered answered, AtomicInteger begun) {
    try {
      while (begun.getAndIncrement() < requests * 100) {
        step(client, stage, answered);
      }
    } catch (UncheckedIOException e) {
      // The server was killed: what it had not answered does not count.
      return;
    }
  }

  private void step(LoadClient client, Stage stage, Answered answered) {
    String token = login(client, stage);
    String name = "user" + registered.incrementAndGet();
    String created =
        client.once(
            LoadClient.request(
                "POST",
                "/deepfaceauth/api/v1/basic/user/create",
                JSON + "Authorization: " + token + "\r\n",
                """
                {"customerName":"acme","userName":"%s","fullName":"N","emailId":"",\
                "phoneNumber":""}\
                """
                    .formatted(name)));
    if (created.startsWith("HTTP/1.1 200")) {
      answered.users().add(name);
    }
    if (registered.get() % 2 == 0) {
      answered.alive().add(token);
      return;
    }
    String out =
        client.once(
            LoadClient.request(
                "POST", "/api/v2/patrons/logout", "Authorization: " + token + "\r\n", ""));
    if (out.startsWith("HTTP/1.1 204")) {
      answered.dead().add(token);
    }
  }

  private static String login(LoadClient client, Stage stage) {
    String answer =
        client.once(
            LoadClient.request(
                "POST",
                "/api/v2/patrons/login",
                JSON,
                "{\"username\":\"acme\",\"password\":\"%s\"}"
                    .formatted(stage.key().secret().text())));
    Matcher id = ID.matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException("no token in: " + answer);
    }
    return id.group(1);
  }

  private void check(Stage stage, Answered answered) {
    try (ServerProcess server = ServerProcess.start(18080, stage.settings())) {
      LoadClient client = new LoadClient(server.port());
      answered.dead().forEach(token -> expect(client, verify(token), 401, "a logout was lost"));
      answered.alive().forEach(token -> expect(client, verify(token), 200, "a login was lost"));
      String token = login(client, stage);
      for (String name : answered.users()) {
        byte[] details =
            LoadClient.request(
                "POST",
                "/deepfaceauth/api/v1/basic/user/details",
                JSON + "Authorization: " + token + "\r\n",
                "{\"customerName\":\"acme\",\"userName\":\"" + name + "\"}");
        expect(client, details, 200, "a registration was lost");
      }
    }
    List<String> damage = stage.integrityProblems();
    if (!damage.isEmpty()) {
      problems += damage.size();
      System.out.println("integrity: " + damage);
    }
  }

  private void expect(LoadClient client, byte[] request, int status, String problem) {
    String answer = client.once(request);
    if (!answer.startsWith("HTTP/1.1 " + status)) {
      problems++;
      System.out.println(problem + ": " + answer.lines().findFirst().orElse(""));
    }
  }

  private static byte[] verify(String token) {
    return LoadClient.request("GET", "/verify", "Authorization: Bearer " + token + "\r\n", "");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
