package dev.countersign.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes what follows an option: one value, or several with commas or spaces between them up to the
 * next option. Where the name that the command is about has not been given yet, the value after the
 * first is that name.
 */
final class Several implements IParameterConsumer {
  @Override
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    if (words.isEmpty() || isOption(words.peek())) {
      throw new MissingParameterException(
          command.commandLine(), option, "A value is missing after the option " + name(option));
    }
    List<String> values = new ArrayList<>(given(option));
    values.addAll(split(words.pop()));
    while (isNamed(command) && !words.isEmpty() && !isOption(words.peek())) {
      values.addAll(split(words.pop()));
    }
    option.setValue(List.copyOf(values));
  }

  private static List<String> given(ArgSpec option) {
    List<?> before = option.getValue();
    return before.stream().map(String::valueOf).toList();
  }

  private static boolean isNamed(CommandSpec command) {
    return command.positionalParameters().stream()
        .allMatch(one -> one.getValue() instanceof String text && !text.isEmpty());
  }

  private static boolean isOption(String word) {
    return word.startsWith("-");
  }

  private static List<String> split(String word) {
    return Arrays.stream(word.split("[,\\s]+", -1)).filter(one -> !one.isEmpty()).toList();
  }

  private static String name(ArgSpec option) {
    if (option instanceof OptionSpec named) {
      return "'" + named.longestName() + "'";
    }
    return "'" + option.paramLabel() + "'";
  }
}
