package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.client.ClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists a customer's clients, oldest first.")
final class ClientList implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--customer",
      paramLabel = "CUSTOMER",
      required = true,
      description = "Whose clients.")
  private String customer = "";

  @Option(names = "--json", description = "Print a JSON array, one client a line.")
  private boolean json;

  ClientList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      var owner = Shell.customer(core, customer).id();
      new Listing<Client>(
              shell, json, one -> one.id().toString(), ClientList::fields, ClientList::text)
          .print(core.clients.administration.list(owner));
    }
    return ExitCodes.OK;
  }

  static Map<String, Object> fields(Client client) {
    Map<String, Object> fields = new LinkedHashMap<>(ClientMetadata.of(client));
    fields.put("disabled", client.disabled());
    return fields;
  }

  private static String text(Client client) {
    String grants =
        client.settings().grantTypes().stream()
            .map(GrantType::text)
            .map(text -> text.substring(text.lastIndexOf(':') + 1))
            .collect(Collectors.joining(" "));
    return "%-19s  %-20s  %-19s  %s"
        .formatted(
            client.id(),
            client.name(),
            client.settings().tokenEndpointAuthMethod(),
            grants + (client.disabled() ? "  (disabled)" : ""));
  }
}
