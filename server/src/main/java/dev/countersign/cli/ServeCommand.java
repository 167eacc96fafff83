package dev.countersign.cli;

import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationPrinter;
import dev.countersign.domain.InvalidInput;
import dev.countersign.logging.Logging;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = "Starts the server. It runs until it is sent SIGTERM or SIGINT (Ctrl-C).",
    footer = {
      "",
      "Examples:",
      "  countersign serve",
      "  countersign serve --port 443 --bind 0.0.0.0 --tls-cert chain.pem --tls-key key.pem \\",
      "    --base-url https://login.example.com",
      "  countersign serve --db postgresql://countersign@db.example.com/countersign",
      "  countersign serve --print-config",
      "",
      "Stopped by a signal, it answers what is under way and ends with 128 plus the signal's number."
    })
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger("countersign");

  private final Shell shell;
  private final Hosting hosting;

  @Option(names = "--port", paramLabel = "N", description = "The port to listen on; 0 takes any.")
  private @Nullable String port;

  @Option(names = "--bind", paramLabel = "ADDR", description = "The address to listen on.")
  private @Nullable String bind;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "The certificate chain (PEM).")
  private @Nullable String tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PEM).")
  private @Nullable String tlsKey;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "The URL others reach this server by.")
  private @Nullable String baseUrl;

  @Option(
      names = "--default-customer",
      paramLabel = "NAME",
      description = "The customer meant by requests that name none.")
  private @Nullable String defaultCustomer;

  @Option(
      names = "--print-config",
      description = "Show every setting and where it came from, and end.")
  private boolean printConfig;

  @Option(names = "--json", description = "With --print-config: print JSON.")
  private boolean json;

  ServeCommand(Shell shell, Hosting hosting) {
    this.shell = shell;
    this.hosting = hosting;
  }

  @Override
  public Integer call() {
    Configuration configuration = shell.configuration(flags());
    if (printConfig) {
      print(configuration);
      return ExitCodes.OK;
    }
    Logging.begin(configuration.log(), shell.surroundings().log());
    RunningServer server = started(configuration);
    // Before anybody is told that it runs: who reads so may stop it at once.
    hosting.whenToldToStop(() -> stop(server, configuration));
    announce(server, configuration);
    hosting.untilToldToStop();
    return ExitCodes.OK;
  }

  private RunningServer started(Configuration configuration) {
    try {
      return hosting.start(configuration);
    } catch (InvalidInput e) {
      throw new CommandFailed(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> flags() {
    Map<String, @Nullable String> given = new LinkedHashMap<>();
    given.put("server.port", port);
    given.put("server.bind", bind);
    given.put("server.tls-cert", tlsCert);
    given.put("server.tls-key", tlsKey);
    given.put("server.base-url", baseUrl);
    given.put("default-customer", defaultCustomer);
    Map<String, String> flags = new LinkedHashMap<>();
    given.forEach((key, value) -> {
      if (value != null) {
        flags.put(key, value);
      }
    });
    return flags;
  }

  private void print(Configuration configuration) {
    if (json) {
      shell.line(ConfigurationPrinter.json(configuration));
    } else {
      shell.out().print(ConfigurationPrinter.text(configuration));
      shell.out().flush();
    }
  }

  /** Told at both ends, so that a log shows whether the server stopped or was killed. */
  private static void stop(RunningServer server, Configuration configuration) {
    long started = System.nanoTime();
    log.info(
        "Stopping: no new requests are taken; those under way have {} s",
        configuration.server().shutdownGrace().toSeconds());
    server.close();
    log.info("Stopped in {} ms", (System.nanoTime() - started) / 1_000_000);
  }

  private void announce(RunningServer server, Configuration configuration) {
    String base = configuration.server().baseUrl(server.port()).toString();
    log.info("Store: {}", server.core().store.maintenance().description());
    log.info("Listening on {} port {}", configuration.server().bind(), server.port());
    log.info("Start here: {}/  Calls: {}/openapi.json  Health: {}/health/ready", base, base, base);
    log.info("Ready in {} ms", hosting.sinceProcessStart().toMillis());
    if (server.core().store.read(tx -> tx.customers().oldest()).isEmpty()) {
      log.info(
          "There is no customer yet. Make the first in another terminal:"
              + " countersign customer create NAME --data {}",
          configuration.data().folder());
    }
  }
}
