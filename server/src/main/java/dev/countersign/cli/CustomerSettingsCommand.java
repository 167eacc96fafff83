package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.FactorSettings;
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
      "Shows what a customer decided about faces and second factors, and changes it.",
      "",
      "What is changed about faces holds for those stored from then on."
    },
    footer = {
      "",
      "Examples:",
      "  countersign customer settings acme",
      "  countersign customer settings acme face.consent-days=365 face.store-original=yes",
      "  countersign customer settings acme factor.second=required"
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
    Map<String, String> known = byName(CustomerSettings.DEFAULT);
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

  private static CustomerSettings changed(
      Core core, Customer customer, Map<String, String> wanted) {
    if (wanted.isEmpty()) {
      return core.customerSettings.of(customer.id());
    }
    try {
      return core.customerSettings.change(
          customer.id(),
          old -> {
            Map<String, String> all = byName(old);
            all.putAll(wanted);
            return old.withFaces(FaceSettings.of(all)).withFactors(FactorSettings.of(all));
          },
          Origin.CLI);
    } catch (InvalidInput e) {
      throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
    }
  }

  private static Map<String, String> byName(CustomerSettings settings) {
    Map<String, String> all = new LinkedHashMap<>(settings.faces().byName());
    all.putAll(settings.factors().byName());
    return all;
  }

  private void print(CustomerSettings settings) {
    if (json) {
      shell.json(byName(settings));
      return;
    }
    Map<String, String> about = new LinkedHashMap<>(FaceSettings.descriptions());
    about.putAll(FactorSettings.descriptions());
    byName(settings)
        .forEach((key, value) ->
            shell.line("%-27s = %-16s %s".formatted(key, value, about.get(key)).stripTrailing()));
  }
}
