package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which client is meant: its client_id, or a name that only one of the customer's clients has. */
final class ClientChoice {
  @Parameters(paramLabel = "CLIENT", description = "Its client_id; with --customer also its name.")
  private String client = "";

  @Option(names = "--customer", paramLabel = "CUSTOMER", description = "Whose client.")
  private @Nullable String customer;

  Client find(Core core) {
    Optional<Client> byId = ClientId.parse(client).flatMap(core.clients.administration::find);
    if (customer == null) {
      return byId.orElseGet(() -> only(core));
    }
    var owner = Shell.customer(core, customer).id();
    if (byId.isPresent() && byId.get().customerId().equals(owner)) {
      return byId.get();
    }
    List<Client> named =
        core.clients.administration.list(owner).stream()
            .filter(one -> one.name().equals(client))
            .toList();
    if (named.size() > 1) {
      throw new CommandFailed(
          "The customer has several clients \"" + client + "\". Say which by its client_id.");
    }
    return named.stream().findFirst().orElseThrow(this::unknown);
  }

  /** Where only one client of all customers has the name, it is clear which is meant. */
  private Client only(Core core) {
    List<Client> named = core.clients.administration.named(client, 2);
    if (named.size() > 1) {
      throw new CommandFailed(
          "There are several clients \"" + client + "\". Say whose with --customer CUSTOMER.");
    }
    return named.stream().findFirst().orElseThrow(this::unknown);
  }

  private CommandFailed unknown() {
    return new CommandFailed(
        "There is no client \""
            + client
            + "\". \"countersign client list --customer CUSTOMER\" shows a customer's.");
  }
}
