package dev.countersign.cli;

import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.config.ConfigurationException;
import dev.countersign.config.Suggestion;
import dev.countersign.domain.InvalidInput;
import dev.countersign.face.FaceModelsUnavailable;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.NotFound;
import dev.countersign.store.StoreUnavailable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, for people, and answers the exit code. */
final class Problems implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final Pattern WORD = Pattern.compile("[a-z]+(['-][a-z]+)*[,:;]?( |$)");

  private final Countersign options;

  Problems(Countersign options) {
    this.options = options;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(sentence(String.valueOf(problem.getMessage())));
    unmatched(command)
        .ifPresentOrElse(
            given -> err.println(advice(given, command)),
            () -> UnmatchedArgumentException.printSuggestions(problem, err));
    String name = command.getCommandSpec().qualifiedName();
    err.println("\"" + name + " --help\" shows what can be said.");
    return ExitCodes.USAGE;
  }

  /** What to do about a word that looks like an option and is none. */
  private static String advice(String given, CommandLine command) {
    if (CommandTree.lacksValue(given)) {
      return "A setting needs a value: " + given + "=VALUE";
    }
    return meantOption(given, command)
        .map(meant -> "Did you mean " + meant + "?")
        .orElse("Is \"" + given + "\" a value? Then write it after --: -- " + given);
  }

  /** The option that a misspelt one is nearest to; the library knows only common beginnings. */
  private static Optional<String> meantOption(String given, CommandLine command) {
    List<String> known =
        command.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .map(OptionSpec::longestName)
            .toList();
    return Suggestion.closest(given.split("=", 2)[0], known);
  }

  /** The first word that looks like an option and is none. */
  private static Optional<String> unmatched(CommandLine command) {
    return command.getUnmatchedArguments().stream().findFirst().filter(one -> one.startsWith("-"));
  }

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, @Nullable ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(message(problem));
    if (options.debug()) {
      problem.printStackTrace(err);
    }
    return exitCode(problem);
  }

  private String message(Exception problem) {
    Optional<Throwable> taken = cause(problem, BindException.class);
    if (taken.isPresent()) {
      return "The address or port cannot be listened on ("
          + taken.get().getMessage()
          + "). Is another server running? Choose another port with --port.";
    }
    String said = String.valueOf(problem.getMessage());
    if (isUnderstood(problem)) {
      return sentence(said);
    }
    return "Unexpected failure: "
        + problem.getClass().getSimpleName()
        + ". Run the command again with --debug to see more.";
  }

  private static boolean isUnderstood(Exception problem) {
    return problem instanceof CommandFailed
        || problem instanceof ConfigurationException
        || problem instanceof InvalidInput
        || problem instanceof InvalidClientMetadata
        || problem instanceof AlreadyExists
        || problem instanceof NotFound
        || problem instanceof StoreUnavailable
        || problem instanceof FaceModelsUnavailable
        || problem instanceof UncheckedIOException
        || problem instanceof UnsupportedOperationException;
  }

  private static int exitCode(Exception problem) {
    if (problem instanceof CommandFailed failed) {
      return failed.exitCode();
    }
    if (problem instanceof ConfigurationException
        || problem instanceof FaceModelsUnavailable
        || problem instanceof StoreUnavailable
        || cause(problem, BindException.class).isPresent()) {
      return ExitCodes.UNUSABLE;
    }
    return ExitCodes.FAILED;
  }

  private static Optional<Throwable> cause(Throwable problem, Class<?> type) {
    Throwable cause = problem;
    while (cause != null) {
      if (type.isInstance(cause)) {
        return Optional.of(cause);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** Settings, fields and files that a message begins with are spelt as they are. */
  private static String begun(String text) {
    if (!WORD.matcher(text).lookingAt()) {
      return text;
    }
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Messages of features are written to be quoted; here they stand alone. */
  private static String sentence(String message) {
    String text = message.strip();
    if (text.isEmpty()) {
      return text;
    }
    String begun = begun(text);
    if (begun.endsWith(".") || begun.endsWith("?") || begun.contains("\n")) {
      return begun;
    }
    return begun + ".";
  }
}
