package dev.countersign.http.console.clients;

import dev.countersign.client.ClientAdministration;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.ClientMetadata;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.console.SecretModel;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import java.util.List;

/** {@code …/clients/{client}}: one client, its settings and what can be done to it. */
public final class ClientPage implements Endpoint {
  private static final String CLIENT = ClientsPage.CLIENTS + "/{client}";
  private static final int CONFLICT = 409;

  private final ConsoleRoutes routes;
  private final ClientAdministration clients;

  public ClientPage(ConsoleRoutes routes, ClientAdministration clients) {
    this.routes = routes;
    this.clients = clients;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(CLIENT, request -> shown(request, found(request), 200, false)),
        routes.act(CLIENT, this::change),
        routes.act(CLIENT + "/rotate-secret", this::rotate),
        routes.act(CLIENT + "/disable", request -> switched(request, true)),
        routes.act(CLIENT + "/enable", request -> switched(request, false)),
        routes.act(CLIENT + "/delete", this::delete));
  }

  private Client found(ConsoleRequest request) {
    return clients
        .find(new ClientId(request.id("client")))
        .filter(client -> client.customerId().equals(request.customerId()))
        .orElseThrow(() -> new NotFound("the client"));
  }

  /** The client, for an act that not everybody may do. */
  private Client touched(ConsoleRequest request) {
    Client client = found(request);
    OperatorsClients.require(request, client.settings());
    return client;
  }

  private static String path(ConsoleRequest request, Client client) {
    return request.path(ClientsPage.CLIENTS + "/" + client.id());
  }

  private static Reply shown(ConsoleRequest request, Client client, int status, boolean wrong) {
    List<InputGroup> groups = ClientForm.of(request.words(), ClientMetadata.of(client));
    return page(request, client, status, groups, Problems.NONE, wrong);
  }

  private static Reply page(
      ConsoleRequest request,
      Client client,
      int status,
      List<InputGroup> groups,
      Problems problems,
      boolean wrong) {
    Messages words = request.words();
    String path = path(request, client);
    Confirmation delete =
        new Confirmation(
            path + "/delete",
            client.name(),
            words.text("console.clients.delete"),
            words.text("console.clients.delete.warning"),
            wrong);
    ClientModel model =
        new ClientModel(
            request.frame(),
            client,
            ClientsPage.state(words, client),
            path,
            groups,
            problems,
            delete);
    return request.page(status, "console/clients/client.jte", model);
  }

  private Reply change(ConsoleRequest request) {
    Client client = touched(request);
    String seen = Long.toString(client.updatedAt().toEpochMilli());
    List<InputGroup> sent = ClientForm.sent(request);
    Problems problems = ClientForm.unreadable(request.words(), sent);
    if (!request.field(ClientModel.SEEN).equals(seen)) {
      Problems stale =
          Problems.ofForm("client_name", request.words().text("console.clients.stale"));
      List<InputGroup> now = ClientForm.of(request.words(), ClientMetadata.of(client));
      return page(request, client, CONFLICT, now, stale, false);
    }
    if (!problems.none()) {
      return page(request, client, 422, sent, problems, false);
    }
    Issued changed;
    try {
      changed = changed(request, client, ClientMetadata.of(ClientForm.members(sent)));
    } catch (InvalidClientMetadata | InvalidInput e) {
      Problems refused = ClientForm.problem(sent, String.valueOf(e.getMessage()));
      return page(request, client, 422, sent, refused, false);
    }
    return issued(request, changed, "changed");
  }

  private Issued changed(ConsoleRequest request, Client client, ClientMetadata asked) {
    OperatorsClients.require(request, asked.settings());
    return clients.update(client, asked.name(), asked.settings(), request.origin());
  }

  /** Shows the new secret once, where there is one. */
  static Reply issued(ConsoleRequest request, Issued issued, String done) {
    String path = path(request, issued.client());
    return issued
        .secret()
        .map(secret -> secret(request, issued.client(), secret, path))
        .orElseGet(() -> ConsoleRequest.done(path, done));
  }

  private static Reply secret(
      ConsoleRequest request, Client client, OpaqueToken secret, String path) {
    Messages words = request.words();
    return request.page(
        200,
        "console/secret.jte",
        new SecretModel(
            request.frame(),
            words.text("console.clients.secret.title", client.name()),
            words.text("console.clients.secret.lead"),
            words.text("console.clients.secret"),
            client.id().toString(),
            secret.text(),
            path,
            true));
  }

  private Reply rotate(ConsoleRequest request) {
    return issued(request, clients.rotateSecret(touched(request), request.origin()), "changed");
  }

  private Reply switched(ConsoleRequest request, boolean off) {
    Client client = clients.setDisabled(touched(request), off, request.origin());
    return ConsoleRequest.done(path(request, client), off ? "client-disabled" : "client-enabled");
  }

  private Reply delete(ConsoleRequest request) {
    Client client = touched(request);
    if (!request.confirmed(client.name())) {
      return shown(request, client, 422, true);
    }
    if (!clients.delete(client, request.origin())) {
      throw new NotFound("the client");
    }
    return ConsoleRequest.done(request.path(ClientsPage.CLIENTS), "deleted");
  }
}
