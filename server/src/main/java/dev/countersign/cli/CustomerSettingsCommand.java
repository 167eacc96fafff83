package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "settings",
    description = {
      "Shows what a customer decided about the faces of its people, and changes it.",
      "",
      "What is changed holds for faces stored from then on."
    },
    footer = {
      "",
      "Examples:",
      "  countersign customer settings acme",
      "  countersign customer settings acme face.consent-days=365 face.store-original=yes"
    })
final class CustomerSettingsCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "NAME", description = "The customer's name.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "A setting to change. Without any, all are shown with what they mean.")
  private List<String> changes = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CustomerSettingsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, String> wanted = parsed();
    try (Core core = shell.open()) {
      Customer customer = Shell.customer(core, name);
      print(changed(core, customer, wanted));
    }
    return ExitCodes.OK;
  }

  private Map<String, String> parsed() {
    Map<String, String> known = FaceSettings.DEFAULT.byName();
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String change : changes) {
      int equals = change.indexOf('=');
      String key = change.substring(0, Math.max(equals, 0));
      if (!known.containsKey(key)) {
        throw new CommandFailed(
            ExitCodes.USAGE,
            "\""
                + change
                + "\" changes no setting. Write KEY=VALUE with one of: "
                + String.join(", ", known.keySet()));
      }
      parsed.put(key, change.substring(equals + 1));
    }
    return parsed;
  }

  private static FaceSettings changed(Core core, Customer customer, Map<String, String> wanted) {
    if (wanted.isEmpty()) {
      return core.customerSettings.of(customer.id()).faces();
    }
    try {
      return core.customerSettings
          .change(
              customer.id(),
              old -> {
                Map<String, String> all = new LinkedHashMap<>(old.faces().byName());
                all.putAll(wanted);
                return old.withFaces(FaceSettings.of(all));
              },
              Origin.CLI)
          .faces();
    } catch (InvalidInput e) {
      throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
    }
  }

  private void print(FaceSettings settings) {
    if (json) {
      shell.json(settings.byName());
      return;
    }
    Map<String, String> about = FaceSettings.descriptions();
    settings
        .byName()
        .forEach((key, value) ->
            shell.line("%-27s = %-16s %s".formatted(key, value, about.get(key)).stripTrailing()));
  }
}
