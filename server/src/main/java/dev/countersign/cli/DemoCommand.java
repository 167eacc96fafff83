package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.cli.demo.Demo;
import dev.countersign.cli.demo.FaceReport;
import dev.countersign.cli.demo.FaceStory;
import dev.countersign.cli.demo.Paper;
import dev.countersign.cli.demo.People;
import dev.countersign.config.Configuration;
import dev.countersign.config.DatabaseAddress;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.user.NewUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Starts a server on a temporary folder, makes each documented login call and shows request"
            + " and answer, checks a token without the server, logs out; enrols, compares, finds"
            + " and erases faces, and writes a page about them; and keeps running for you to try.",
    footer = {
      "",
      "It keeps to a folder and a database of its own, which are deleted when it ends.",
      "With --exit it ends afterwards: with 0 when every answer was as documented, else with 1."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int FIRST_PORT = 8080;
  private static final int LAST_PORT = 8180;

  private final Shell shell;
  private final Hosting hosting;
  private final AtomicBoolean ended = new AtomicBoolean();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on. Default: the first free one from 8080 on.")
  private @Nullable String port;

  @Option(names = "--exit", description = "End after the calls.")
  private boolean exit;

  @Option(
      names = "--rounds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Make the calls so many times, as the training of the AOT cache does.")
  private int rounds;

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      description = "Where the page about the faces goes; without it, beside the temporary folder.")
  private @Nullable Path report;

  DemoCommand(Shell shell, Hosting hosting) {
    this.shell = shell;
    this.hosting = hosting;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("countersign-demo-");
    RunningServer server = started(folder);
    hosting.whenToldToStop(() -> end(server, folder));
    boolean asDocumented = show(server, folder);
    if (exit) {
      end(server, folder);
    } else {
      hosting.untilToldToStop();
    }
    return asDocumented ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private RunningServer started(Path folder) {
    try {
      return hosting.start(configuration(folder));
    } catch (RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  private Configuration configuration(Path folder) {
    Map<String, String> more = new HashMap<>();
    more.put("data", folder.toString());
    String named = port;
    if (named != null) {
      more.put("server.port", named);
    } else if (!shell.given("server.port")) {
      more.put("server.port", Integer.toString(freePort()));
    }
    Configuration configuration = shell.configuration(more);
    if (configuration.data().database() instanceof DatabaseAddress.PostgresServer) {
      // It would leave its people there.
      throw new CommandFailed(
          ExitCodes.USAGE,
          "The demonstration has a database of its own; leave out the setting db.");
    }
    return configuration;
  }

  private void end(RunningServer server, Path folder) {
    if (ended.compareAndSet(false, true)) {
      server.close();
      delete(folder);
    }
  }

  private boolean show(RunningServer server, Path folder) {
    People people = new People("acme", "the walrus and 7 oysters", "alice", "down the rabbit-hole");
    prepare(server.core(), people);
    Paper paper = new Paper(shell.out(), shell.surroundings().terminal());
    URI base = URI.create("http://localhost:" + server.port());
    paper.title("Countersign is running at " + base + " on a temporary folder, " + folder);
    if (port == null && !shell.given("server.port") && server.port() != FIRST_PORT) {
      paper.text("Port " + FIRST_PORT + " is taken by another program; --port names another.");
    }
    paper.text("Customer " + people.customer() + " and its user " + people.user() + " were made.");
    Demo demo = new Demo(paper, base, people);
    boolean asDocumented = demo.run();
    for (int round = 1; round < rounds; round++) {
      asDocumented &= demo.run();
    }
    asDocumented &= faces(server.core(), paper, base, people);
    if (!exit) {
      paper.text("");
      paper.text("The server keeps running; Ctrl-C stops it and deletes its folder. Try:");
      paper.text("  " + base + "/              what this server is and where to go");
      paper.text("  " + base + "/openapi.json  every call");
      paper.text(
          "  curl -X POST -u alice:'" + people.userPassword() + "' " + base + "/api/auth/token");
    }
    return asDocumented;
  }

  private boolean faces(Core core, Paper paper, URI base, People people) {
    paper.text("");
    paper.text("Faces are being cut out of the photographs that come with the server ...");
    FaceReport page = new FaceReport();
    FaceStory story =
        new FaceStory(
            paper,
            base,
            people,
            new DemoCast(core.faceEngine).cut(),
            () -> receipt(core, people),
            page);
    boolean asDocumented = story.run();
    paper.text("");
    paper.text("With the pictures and scores: " + page.write(reportFolder()).toUri());
    return asDocumented;
  }

  /** It outlives the demonstration, for it is there to be looked at. */
  private Path reportFolder() {
    Path named = report;
    if (named != null) {
      return named.toAbsolutePath();
    }
    try {
      return Files.createTempDirectory("countersign-demo-report-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the report", e);
    }
  }

  private static String receipt(Core core, People people) {
    Customer customer = core.customers.find(people.customer()).orElseThrow();
    ErasureReceipt receipt = core.erasure.receipts(customer.id(), 0, 100).getLast();
    return "Receipt %s of %s: erased templates: %s, samples: %s, pictures: %s, consents: %s; copies made"
            .formatted(
                receipt.id(),
                receipt.erasedAt(),
                receipt.erased().templates(),
                receipt.erased().samples(),
                receipt.erased().pictures(),
                receipt.erased().consents())
        + " before are unreadable once the key of epoch "
        + receipt.epoch()
        + " is destroyed (countersign key epoch).";
  }

  private static void prepare(Core core, People people) {
    Customer customer =
        core.customers.create(people.customer(), Secret.of(people.customerPassword()), Origin.CLI);
    Profile profile = new Profile("Alice Liddell", "alice@example.org", false, "5550100", "+44");
    NewUser user =
        new NewUser(people.user(), profile, Optional.of(Secret.of(people.userPassword())));
    core.users.create(customer.id(), user, Origin.CLI);
  }

  private static int freePort() {
    for (int port = FIRST_PORT; port < LAST_PORT; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    return 0;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
