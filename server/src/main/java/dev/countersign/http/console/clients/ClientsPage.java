package dev.countersign.http.console.clients;

import dev.countersign.client.ClientAdministration;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Paged;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Messages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code …/clients}: the applications that people of the customer sign in to. */
public final class ClientsPage implements Endpoint {
  static final String CLIENTS = "/clients";

  private static final String NAME = "name";

  private final ConsoleRoutes routes;
  private final ClientAdministration clients;

  public ClientsPage(ConsoleRoutes routes, ClientAdministration clients) {
    this.routes = routes;
    this.clients = clients;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within(CLIENTS, this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    Messages words = request.words();
    TableQuery query = TableQuery.of(request, NAME);
    Paged<Client> page =
        Paged.of(
            clients.list(
                request.customerId(), query.filter(NAME), query.afterNumber(0), Paged.ASKED));
    Filter filter = Filter.text(NAME, words.text("console.clients.search"), query.filter(NAME));
    ClientsModel model =
        new ClientsModel(
            request.frame(),
            request.path(CLIENTS),
            List.of(filter),
            table(request, words, query, page));
    return request.page(200, "console/clients/clients.jte", model);
  }

  private static Table table(
      ConsoleRequest request, Messages words, TableQuery query, Paged<Client> page) {
    boolean all = query.filter(NAME).isEmpty();
    return Table.of(
            words,
            "console.clients.title",
            Column.named(
                words, "console.clients.", "name", "id", "grants", "proof", "state", "since"),
            page.rows().stream().map(client -> row(request, words, client)).toList(),
            all ? "console.clients.none" : "console.none-such")
        .paged(query, page.next(client -> client.id().toString()));
  }

  private static List<Cell> row(ConsoleRequest request, Messages words, Client client) {
    String grants =
        client.settings().grantTypes().stream()
            .map(GrantType::text)
            .map(text -> text.substring(text.lastIndexOf(':') + 1))
            .collect(Collectors.joining(", "));
    return List.of(
        new Cell.Link(client.name(), request.path(CLIENTS + "/" + client.id())),
        new Cell.Code(client.id().toString()),
        new Cell.Words(grants),
        new Cell.Words(client.settings().tokenEndpointAuthMethod().text()),
        state(words, client),
        new Cell.Moment(Optional.of(client.createdAt())));
  }

  static Cell.Badge state(Messages words, Client client) {
    if (client.disabled()) {
      return new Cell.Badge(words.text("console.clients.state.disabled"), "bad");
    }
    return new Cell.Badge(words.text("console.clients.state.enabled"), "good");
  }
}
