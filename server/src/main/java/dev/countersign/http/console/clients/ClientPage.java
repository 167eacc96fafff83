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
  private static final Act ROTATE =
      new Act("/rotate-secret", "console.clients.rotate", "confirm-rotate");
  private static final Act DISABLE =
      new Act("/disable", "console.clients.disable", "confirm-disable");
  private static final Act DELETE = new Act("/delete", "console.clients.delete", "confirm");

  private final ConsoleRoutes routes;
  private final ClientAdministration clients;

  public ClientPage(ConsoleRoutes routes, ClientAdministration clients) {
    this.routes = routes;
    this.clients = clients;
  }

  /** What breaks the programs that use the client, and so asks for its name. */
  private record Act(String path, String words, String id) {}

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(CLIENT, request -> shown(request, found(request), 200, "")),
        routes.act(CLIENT, this::change),
        routes.act(CLIENT + ROTATE.path(), this::rotate),
        routes.act(CLIENT + DISABLE.path(), this::disable),
        routes.act(CLIENT + "/enable", this::enable),
        routes.act(CLIENT + DELETE.path(), this::delete));
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

  private static Reply shown(ConsoleRequest request, Client client, int status, String wrong) {
    List<InputGroup> groups = ClientForm.of(request.words(), ClientMetadata.of(client));
    return page(request, client, status, groups, Problems.NONE, wrong);
  }

  private static Reply page(
      ConsoleRequest request,
      Client client,
      int status,
      List<InputGroup> groups,
      Problems problems,
      String wrong) {
    Messages words = request.words();
    ClientModel model =
        new ClientModel(
            request.frame(),
            client,
            ClientsPage.state(words, client),
            path(request, client),
            groups,
            problems,
            confirmation(request, client, ROTATE, wrong),
            confirmation(request, client, DISABLE, wrong),
            confirmation(request, client, DELETE, wrong));
    return request.page(status, "console/clients/client.jte", model);
  }

  private static Confirmation confirmation(
      ConsoleRequest request, Client client, Act act, String wrong) {
    Messages words = request.words();
    return new Confirmation(
        path(request, client) + act.path(),
        client.name(),
        words.text(act.words()),
        words.text(act.words() + ".text"),
        wrong.equals(act.path()),
        act.id());
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
      return page(request, client, CONFLICT, now, stale, "");
    }
    if (!problems.none()) {
      return page(request, client, 422, sent, problems, "");
    }
    Issued changed;
    try {
      changed = changed(request, client, ClientMetadata.of(ClientForm.members(sent)));
    } catch (InvalidClientMetadata | InvalidInput e) {
      Problems refused = ClientForm.problem(sent, String.valueOf(e.getMessage()));
      return page(request, client, 422, sent, refused, "");
    }
    return issued(request, changed, "changed");
  }

  private Issued changed(ConsoleRequest request, Client client, ClientMetadata asked) {
    OperatorsClients.require(request, asked.settings());
    return clients.update(client, asked.name(), asked.settings(), request.origin());
  }

  /** Shows the new secret once, where there is one. */
  static Reply issued(ConsoleRequest request, Issued issued, String done) {
    return issued
        .secret()
        .map(secret -> secret(request, issued.client(), secret, "console.clients.secret.lead"))
        .orElseGet(() -> ConsoleRequest.done(path(request, issued.client()), done));
  }

  private static Reply secret(
      ConsoleRequest request, Client client, OpaqueToken secret, String lead) {
    Messages words = request.words();
    return request.page(
        200,
        "console/secret.jte",
        new SecretModel(
            request.frame(),
            words.text("console.clients.secret.title", client.name()),
            words.text(lead),
            words.text("console.clients.secret"),
            client.id().toString(),
            secret.text(),
            path(request, client),
            true));
  }

  private Reply rotate(ConsoleRequest request) {
    Client client = touched(request);
    if (!request.confirmed(client.name())) {
      return shown(request, client, 422, ROTATE.path());
    }
    Issued issued = clients.rotateSecret(client, request.origin());
    OpaqueToken secret = issued.secret().orElseThrow();
    return secret(request, issued.client(), secret, "console.clients.secret.renewed");
  }

  private Reply disable(ConsoleRequest request) {
    Client client = touched(request);
    if (!request.confirmed(client.name())) {
      return shown(request, client, 422, DISABLE.path());
    }
    Client off = clients.setDisabled(client, true, request.origin());
    return ConsoleRequest.done(path(request, off), "client-disabled");
  }

  private Reply enable(ConsoleRequest request) {
    Client on = clients.setDisabled(touched(request), false, request.origin());
    return ConsoleRequest.done(path(request, on), "client-enabled");
  }

  private Reply delete(ConsoleRequest request) {
    Client client = touched(request);
    if (!request.confirmed(client.name())) {
      return shown(request, client, 422, DELETE.path());
    }
    if (!clients.delete(client, request.origin())) {
      throw new NotFound("the client");
    }
    return ConsoleRequest.done(request.path(ClientsPage.CLIENTS), "deleted");
  }
}
