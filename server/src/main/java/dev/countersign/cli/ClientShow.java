package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Client;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Shows everything a client registered; never its secret.")
final class ClientShow implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ClientChoice choice = new ClientChoice();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ClientShow(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Client client = choice.find(core);
      Map<String, Object> fields = ClientList.fields(client);
      if (json) {
        shell.json(fields);
      } else {
        fields.forEach((name, value) -> shell.line(name + ": " + text(value)));
      }
    }
    return ExitCodes.OK;
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list -> String.join(" ", list.stream().map(String::valueOf).toList());
      case Map<?, ?> object -> Shell.text(object);
      default -> String.valueOf(value);
    };
  }
}
