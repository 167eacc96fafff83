package dev.countersign.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What {@code --help} says, for people who ask with a word. The library's own command of that name
 * knows only the first word of a command, and has a {@code --help} beside everybody's.
 */
@Command(
    name = "help",
    helpCommand = true,
    description = "Shows what there is, or what one command does and takes.",
    footer = {"", "Examples:", "  countersign help", "  countersign help user create"})
final class HelpCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, in its words.")
  private List<String> words = new ArrayList<>();

  @Override
  public void run() {
    if (spec == null || spec.parent() == null) {
      return;
    }
    CommandLine command = spec.parent().commandLine();
    for (int i = 0; i < words.size(); i++) {
      CommandLine next = command.getSubcommands().get(words.get(i));
      if (next == null) {
        throw new UnmatchedArgumentException(command, words.subList(i, words.size()));
      }
      command = next;
    }
    command.usage(command.getOut());
  }
}
