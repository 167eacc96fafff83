package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.config.Suggestion;
import dev.countersign.customer.AccountSettings;
import dev.countersign.customer.Authority;
import dev.countersign.customer.DestinationRefused;
import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.OutgoingHosts;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "settings",
    description = {
      "Shows what a customer decided about accounts, second factors, faces and portals, and whom"
          + " the server may call for it, and changes it.",
      "",
      "What is changed about faces holds for those stored from then on."
    },
    footer = {
      "",
      "Examples:",
      "  countersign customer settings acme",
      "  countersign customer settings acme face.consent-days=365 face.store-original=yes",
      "  countersign customer settings acme account.sign-up=closed account.webhook-url=https://…",
      "  countersign customer settings acme factor.second=required",
      "  countersign customer settings acme portal.parents=https://www.example.com",
      "  countersign customer settings acme outgoing.hosts=hooks.example,pictures.example"
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
      Map<String, String> now = changed(core, customer, wanted);
      if (!wanted.isEmpty() && !json) {
        // What was not changed is nobody's question now; programs get the same each time.
        now.keySet().retainAll(wanted.keySet());
      }
      print(now);
    }
    return ExitCodes.OK;
  }

  private Map<String, String> parsed() {
    Set<String> known = descriptions().keySet();
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String change : changes) {
      int equals = change.indexOf('=');
      String key = change.substring(0, Math.max(equals, 0));
      if (!known.contains(key)) {
        throw noSetting(change, key, known);
      }
      parsed.put(key, change.substring(equals + 1));
    }
    return parsed;
  }

  private static CommandFailed noSetting(String change, String key, Set<String> known) {
    Optional<String> meant =
        Optional.of(key)
            .filter(one -> !one.isEmpty())
            .flatMap(one -> Suggestion.closest(one, known));
    String hint =
        meant
            .map(one -> "Did you mean " + one + "?")
            .orElseGet(() -> "Write KEY=VALUE with one of: " + String.join(", ", known));
    return new CommandFailed(ExitCodes.USAGE, "\"" + change + "\" changes no setting. " + hint);
  }

  private static Map<String, String> changed(
      Core core, Customer customer, Map<String, String> wanted) {
    if (!wanted.isEmpty()) {
      change(core, customer, wanted);
    }
    Map<String, String> now = core.customerSettings.byName(customer.id());
    now.keySet().retainAll(descriptions().keySet());
    return now;
  }

  private static void change(Core core, Customer customer, Map<String, String> wanted) {
    try {
      core.customerSettings.changeByName(customer.id(), wanted, Authority.OPERATOR, Origin.CLI);
    } catch (InvalidInput | DestinationRefused e) {
      throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
    }
  }

  private static Map<String, String> descriptions() {
    Map<String, String> about = new LinkedHashMap<>(FaceSettings.descriptions());
    about.putAll(FactorSettings.descriptions());
    about.putAll(PortalSettings.descriptions());
    about.putAll(OutgoingHosts.descriptions());
    about.putAll(AccountSettings.descriptions());
    return about;
  }

  private void print(Map<String, String> settings) {
    if (json) {
      shell.json(settings);
      return;
    }
    Map<String, String> about = descriptions();
    int widest = settings.keySet().stream().mapToInt(String::length).max().orElse(1);
    String form = "%-" + widest + "s = %-16s %s";
    settings.forEach((key, value) ->
        shell.line(
            form.formatted(key, value.replace("\n", "\\n"), about.get(key)).stripTrailing()));
  }
}
