package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "Lists a customer's API keys, oldest first; never the keys.")
final class CustomerKeyList implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The customer's name.")
  private String name = "";

  @Option(names = "--json", description = "Print a JSON array, one key a line.")
  private boolean json;

  CustomerKeyList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      List<ApiKey> keys = core.apiKeys.list(Shell.customer(core, name).id());
      new Listing<>(shell, json, ApiKey::label, CustomerKeyList::fields, CustomerKeyList::text)
          .print(keys);
    }
    return ExitCodes.OK;
  }

  static Map<String, Object> fields(ApiKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", key.id().toString());
    fields.put("label", key.label());
    fields.put("kind", key.kind().name().toLowerCase(Locale.ROOT));
    fields.put("scopes", List.of(Scope.join(key.scopes()).split(" ", -1)));
    fields.put("createdAt", key.createdAt().toString());
    return fields;
  }

  private static String text(ApiKey key) {
    return "%-20s  %-9s  created %s  %s"
        .formatted(
            key.label(),
            key.kind().name().toLowerCase(Locale.ROOT),
            key.createdAt(),
            Scope.join(key.scopes()));
  }

  /** The customer's key of that label. */
  static ApiKey find(Core core, String customer, String label) {
    return core.apiKeys
        .find(Shell.customer(core, customer).id(), label)
        .orElseThrow(() ->
            new CommandFailed(
                "Customer \""
                    + customer
                    + "\" has no key \""
                    + label
                    + "\". \"countersign customer key list "
                    + customer
                    + "\" shows all."));
  }
}
