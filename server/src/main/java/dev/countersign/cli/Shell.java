package dev.countersign.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.countersign.assembly.ConfiguredDatabase;
import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationSources;
import dev.countersign.config.ServerSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.User;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** What every command needs: the configuration, the features on the store, and ways to print. */
final class Shell {
  private static final ObjectWriter JSON = new ObjectMapper().writer();

  private final Surroundings surroundings;
  private final Countersign options;

  Shell(Surroundings surroundings, Countersign options) {
    this.surroundings = surroundings;
    this.options = options;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  PrintWriter out() {
    return surroundings.out();
  }

  Configuration configuration() {
    return configuration(Map.of());
  }

  /** The configuration with what a command's own options say. */
  Configuration configuration(Map<String, String> more) {
    options.beginLog();
    Map<String, String> flags = new HashMap<>(options.flags());
    flags.putAll(more);
    return Configuration.load(
        new ConfigurationSources(options.config(), surroundings.environment(), flags));
  }

  /** Whether the command line sets that. */
  boolean given(String setting) {
    return options.flags().containsKey(setting);
  }

  /**
   * Opens the store that is there, brings its schema up to date, and wires the features. A command
   * in a wrong folder must not leave a new key and an empty database there.
   */
  Core open() {
    return open(existing(), Core::open);
  }

  /** The same where the key of the current epoch of faces is lost. */
  Core openWithLostEpoch() {
    return open(existing(), Core::openWithLostEpoch);
  }

  private Configuration existing() {
    Configuration configuration = configuration();
    if (!ConfiguredDatabase.exists(configuration)) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "There is no database in "
              + configuration.data().folder().toAbsolutePath().normalize()
              + "; use --data DIR (or create the first customer with \"countersign customer create"
              + " NAME\").");
    }
    return configuration;
  }

  /** The same, on a new store where there is none. */
  Core openOrCreate() {
    return open(configuration(), Core::open);
  }

  /**
   * The same for commands whose answers, mails or callbacks name addresses of the server: the one
   * that was started last, or the one that would be.
   */
  Core openForAddresses() {
    Core core = open();
    core.ring.refresh();
    if (core.ring.defaultIssuer().isEmpty()) {
      ServerSettings server = core.configuration.server();
      core.signingKeys.begin(server.baseUrl(server.port()).toString());
      core.ring.refresh();
    }
    return core;
  }

  private interface Opener {
    Core open(
        Configuration configuration,
        InstantSource clock,
        SecureRandom random,
        MeterRegistry registry);
  }

  private Core open(Configuration configuration, Opener opener) {
    try {
      return opener.open(
          configuration,
          surroundings.clock(),
          surroundings.random(),
          // Nothing reads the figures of a single command.
          new CompositeMeterRegistry());
    } catch (InvalidInput e) {
      throw new CommandFailed(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  /** The customer of that name. */
  static Customer customer(Core core, String name) {
    return core.customers
        .find(name)
        .orElseThrow(() ->
            new CommandFailed(
                "There is no customer \"" + name + "\". \"countersign customer list\" shows all."));
  }

  /** The customer's user of that name. */
  static User user(Core core, Customer customer, String name) {
    return core.users
        .find(customer.id(), name)
        .orElseThrow(() ->
            new CommandFailed(
                "Customer \""
                    + customer.name()
                    + "\" has no user \""
                    + name
                    + "\". \"countersign user list --customer "
                    + customer.name()
                    + "\" shows all."));
  }

  void line(String text) {
    out().println(text);
  }

  /** One value as JSON on one line. */
  void json(Object value) {
    out().println(text(value));
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers always become JSON", e);
    }
  }
}
