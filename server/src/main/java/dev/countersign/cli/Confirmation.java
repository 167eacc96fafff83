package dev.countersign.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What cannot be undone is asked for twice. */
final class Confirmation {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask for the name again.")
  private boolean given;

  /** Returns when the name was typed again. */
  void require(Surroundings surroundings, String what, String name) {
    require(surroundings, "This deletes " + what + " for good.", name, "Nothing was deleted");
  }

  /** The same with a warning of one's own, and with what is true when the name is not typed. */
  void require(Surroundings surroundings, String warning, String name, String otherwise) {
    if (given) {
      return;
    }
    surroundings.err().print(warning + " Type \"" + name + "\" to go on: ");
    surroundings.err().flush();
    if (typed(surroundings).filter(name::equals).isEmpty()) {
      throw new CommandFailed(otherwise + ": the name was not typed again. Programs say --yes.");
    }
  }

  private static Optional<String> typed(Surroundings surroundings) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
    try {
      return Optional.ofNullable(lines.readLine()).map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
