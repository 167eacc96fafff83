package dev.countersign.cli;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes a word whatever it begins with: one key id in 64 begins with a dash, and {@code -y9r…} is
 * no {@code -y} for that. The command must let unknown options be words, see {@link CommandTree}.
 */
final class AnyWord implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // the library's signature
  public void consumeParameters(Stack<String> words, ArgSpec parameter, CommandSpec command) {
    parameter.setValue(words.pop());
  }
}
