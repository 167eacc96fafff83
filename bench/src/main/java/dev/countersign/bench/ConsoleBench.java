package dev.countersign.bench;

import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationSources;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the pages of the console are when there is very much. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description =
        "Fills people, sessions and events into PostgreSQL, opens every page of the console that a"
            + " link leads to, and says how long each takes.")
final class ConsoleBench implements Runnable {
  private static final Pattern LINK = Pattern.compile("href=\"(/console[^\"#]*)\"");
  private static final Pattern FILE =
      Pattern.compile(".*/(csv|json|download)([/?].*)?", Pattern.DOTALL);
  private static final int MOST_PAGES = 150;

  @Option(names = "--customers", defaultValue = "10000", description = "Customers.")
  private long customers;

  @Option(names = "--users", defaultValue = "1000000", description = "People of one of them.")
  private long users;

  @Option(names = "--sessions", defaultValue = "1000000", description = "Their live sessions.")
  private long sessions;

  @Option(names = "--events", defaultValue = "10000000", description = "Events of the trail.")
  private long events;

  @Option(names = "--times", defaultValue = "60", description = "How often each page is opened.")
  private int times;

  private final Table table = new Table("page", "p50", "p99", "slowest", "bytes", "status");

  @Override
  public void run() {
    try (Postgres postgres = Postgres.start()) {
      Stage stage = Stage.postgres(postgres.jdbcUrl(), Map.of("console.two-factors", "false"));
      operate(stage);
      ConsoleFiller filler = new ConsoleFiller(stage);
      filler.fill(customers, users, sessions, events);
      try (ServerProcess server = ServerProcess.start(18080, stage.settings())) {
        filler.awaitSums();
        try (Conversation browser = new Conversation(server.port())) {
          measure(browser, ProviderStage.cookie(browser), stage);
        }
      }
    }
    table.print();
  }

  private static void operate(Stage stage) {
    Configuration configuration =
        Configuration.load(new ConfigurationSources(Optional.empty(), Map.of(), stage.settings()));
    try (Core core =
        Core.open(
            configuration, InstantSource.system(), new SecureRandom(), new SimpleMeterRegistry())) {
      User alice = core.users.find(stage.customer().id(), "alice").orElseThrow();
      var _ = core.lifecycle.operators.add(alice.customerId(), alice.id(), Origin.CLI);
    }
  }

  private void measure(Conversation browser, String cookie, Stage stage) {
    String customer = "/console/customers/" + stage.customer().id();
    Deque<String> open = new ArrayDeque<>();
    open.add(customer);
    open.add(customer + "/users?q=person00050");
    open.add(customer + "/events?kind=password_changed");
    open.add(customer + "/events?outcome=failure&dialect=web");
    open.add(customer + "/events?user=person000500000");
    open.add("/console/server/customers");
    Map<String, String> seen = new LinkedHashMap<>();
    while (!open.isEmpty() && seen.size() < MOST_PAGES) {
      String path = open.removeFirst();
      if (seen.putIfAbsent(shape(path), path) == null) {
        String page = page(browser, cookie, path);
        links(page, open);
        row(browser, cookie, path, page);
      }
    }
  }

  private static void links(String page, Deque<String> open) {
    Matcher link = LINK.matcher(page);
    while (link.find()) {
      String path = link.group(1).replace("&amp;", "&");
      if (!FILE.matcher(path).matches()) {
        open.addLast(path);
      }
    }
  }

  /** Pages that differ in ids and values alone are one page. */
  private static String shape(String path) {
    String shape = path.replaceAll("/[0-9]{2,}", "/…").replaceAll("after=[^&]*", "after=…");
    return shape.replaceAll("(q|user)=[^&]*", "$1=…");
  }

  private static String page(Conversation browser, String cookie, String path) {
    return browser.ask(LoadClient.request("GET", path, "Cookie: " + cookie + "\r\n", ""));
  }

  private void row(Conversation browser, String cookie, String path, String first) {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long before = System.nanoTime();
      page(browser, cookie, path);
      nanos[i] = System.nanoTime() - before;
    }
    long[] sorted = LongStream.of(nanos).sorted().toArray();
    table.row(
        shape(path).replace("/console/customers/…", "/…"),
        Table.millis(sorted[times / 2] / 1e6),
        Table.millis(sorted[Math.min(times - 1, times * 99 / 100)] / 1e6),
        Table.millis(sorted[times - 1] / 1e6),
        Integer.toString(first.length()),
        first.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    System.err.printf("  %s%n", path);
  }
}
