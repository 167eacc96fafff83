package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.ClientMetadata;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = {
      "Registers an OpenID Connect or OAuth client, and shows its secret once.",
      "",
      "Everything a registration can say (RFC 7591) can be given as a JSON file with --metadata;"
          + " the other options go before it."
    },
    footer = {
      "",
      "Grants: authorization_code refresh_token client_credentials device_code",
      "",
      "Examples:",
      "  countersign client create Shop --customer acme --grant authorization_code \\",
      "      --grant refresh_token --redirect-uri https://shop.example/callback",
      "  countersign client create nightly --customer acme --grant client_credentials \\",
      "      --scope orders:read",
      "  countersign client create App --customer acme --public --native \\",
      "      --grant authorization_code --redirect-uri com.example.app:/callback"
    })
final class ClientCreate implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "What people are shown.")
  private String name = "";

  @Option(
      names = "--customer",
      paramLabel = "CUSTOMER",
      required = true,
      description = "Whose client.")
  private String customer = "";

  @Mixin private ClientOptions options = new ClientOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ClientCreate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, Object> members = options.members();
    members.put("client_name", name);
    try (Core core = shell.open()) {
      var owner = Shell.customer(core, customer);
      Issued issued = created(core, owner.id(), members);
      print(shell, json, "Created", issued);
    }
    return ExitCodes.OK;
  }

  private static Issued created(Core core, CustomerId owner, Map<String, Object> members) {
    try {
      ClientMetadata asked = ClientMetadata.of(members);
      return core.clients.administration.create(owner, asked.name(), asked.settings(), Origin.CLI);
    } catch (InvalidClientMetadata e) {
      throw new CommandFailed(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
  }

  static void print(Shell shell, boolean json, String done, Issued issued) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>(ClientMetadata.of(issued.client()));
      issued.secret().ifPresent(secret -> fields.put("client_secret", secret.text()));
      shell.json(fields);
      return;
    }
    shell.line(done + " client " + issued.client().name() + ".");
    shell.line("client_id: " + issued.client().id());
    issued
        .secret()
        .ifPresent(
            secret -> shell.line("client_secret, which is not shown again: " + secret.text()));
  }
}
