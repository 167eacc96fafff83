package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.ClientMetadata;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "update",
    description = {
      "Changes what a client registered. What is given replaces what was there; the rest stays.",
      "",
      "With --metadata null unsets: {\"backchannel_logout_uri\": null}"
    })
final class ClientUpdate implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ClientChoice choice = new ClientChoice();

  @Option(names = "--name", paramLabel = "NAME", description = "What people are shown.")
  private @Nullable String name;

  @Mixin private ClientOptions options = new ClientOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ClientUpdate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, Object> given = options.members();
    if (name != null) {
      given.put("client_name", name);
    }
    if (given.isEmpty()) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "Say what is to change. \"countersign client update --help\" shows how.");
    }
    try (Core core = shell.open()) {
      ClientCreate.print(shell, json, "Updated", updated(core, choice.find(core), given));
    }
    return ExitCodes.OK;
  }

  private static Issued updated(Core core, Client client, Map<String, Object> given) {
    Map<String, Object> members = new LinkedHashMap<>(ClientMetadata.of(client));
    if (given.containsKey("grant_types")) {
      // They follow from the grants, unless they are given too.
      members.remove("response_types");
    }
    if (given.containsKey("jwks") || given.containsKey("jwks_uri")) {
      members.remove("jwks");
      members.remove("jwks_uri");
    }
    members.putAll(given);
    try {
      ClientMetadata asked = ClientMetadata.of(members);
      return core.clients.administration.update(client, asked.name(), asked.settings(), Origin.CLI);
    } catch (InvalidClientMetadata e) {
      throw new CommandFailed(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
