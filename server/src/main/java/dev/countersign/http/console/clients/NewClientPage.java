package dev.countersign.http.console.clients;

import dev.countersign.client.ClientAdministration;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.ClientMetadata;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code …/clients/new}: registers a client. */
public final class NewClientPage implements Endpoint {
  private static final String NEW = ClientsPage.CLIENTS + "/new";

  private final ConsoleRoutes routes;
  private final ClientAdministration clients;

  public NewClientPage(ConsoleRoutes routes, ClientAdministration clients) {
    this.routes = routes;
    this.clients = clients;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within(NEW, NewClientPage::asked), routes.act(NEW, this::create));
  }

  private static Reply asked(ConsoleRequest request) {
    Map<String, Object> usual = new LinkedHashMap<>(ClientMetadata.of(Map.of()).members());
    usual.remove("client_name");
    return form(request, 200, ClientForm.of(request.words(), usual), Problems.NONE);
  }

  private static Reply form(
      ConsoleRequest request, int status, List<InputGroup> groups, Problems problems) {
    String back = request.path(ClientsPage.CLIENTS);
    return FormModel.of(
        request, status, "console.clients.new", request.path(NEW), back, groups, problems);
  }

  private Reply create(ConsoleRequest request) {
    List<InputGroup> sent = ClientForm.sent(request);
    Problems unreadable = ClientForm.unreadable(request.words(), sent);
    if (!unreadable.none()) {
      return form(request, 422, sent, unreadable);
    }
    Issued made;
    try {
      made = created(request, ClientMetadata.of(ClientForm.members(sent)));
    } catch (InvalidClientMetadata | InvalidInput e) {
      Problems refused = ClientForm.problem(sent, String.valueOf(e.getMessage()));
      return form(request, 422, sent, refused);
    }
    return ClientPage.issued(request, made, "created");
  }

  private Issued created(ConsoleRequest request, ClientMetadata asked) {
    OperatorsClients.require(request, asked.settings());
    return clients.create(request.customerId(), asked.name(), asked.settings(), request.origin());
  }
}
