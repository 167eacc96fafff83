package dev.countersign.http.console.clients;

import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Scope;
import dev.countersign.http.console.ConsoleRequest;

/**
 * Clients that reach every customer. As in the management API, nobody registers one, changes it or
 * is shown a secret of it who does not operate the server.
 */
final class OperatorsClients {
  private OperatorsClients() {}

  /**
   * Refuses whoever may not touch a client with those settings.
   *
   * @throws InvalidInput with a message that says who may
   */
  static void require(ConsoleRequest request, ClientSettings settings) {
    if (settings.scopes().contains(Scope.OPERATOR) && !request.visit().operator()) {
      throw new InvalidInput(
          "A client with the scope " + Scope.OPERATOR + " is for the server's operators alone");
    }
  }
}
