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
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Messages;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code …/clients}: the applications that people of the customer sign in to. */
public final class ClientsPage implements Endpoint {
  static final String CLIENTS = "/clients";

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
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
    String after = query.after();
    long last = ID.matcher(after).matches() ? Long.parseLong(after) : 0;
    List<Client> page =
        clients.list(request.customerId(), query.filter(NAME), last, TableQuery.ROWS);
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
      ConsoleRequest request, Messages words, TableQuery query, List<Client> page) {
    Optional<String> next = Optional.empty();
    if (page.size() == TableQuery.ROWS) {
      next = Optional.of(query.next(page.getLast().id().toString()));
    }
    boolean all = query.filter(NAME).isEmpty();
    return new Table(
        words.text("console.clients.title"),
        List.of(
            Column.of(words.text("console.clients.name")),
            Column.of(words.text("console.clients.id")),
            Column.of(words.text("console.clients.grants")),
            Column.of(words.text("console.clients.proof")),
            Column.of(words.text("console.clients.state")),
            Column.of(words.text("console.clients.since"))),
        page.stream().map(client -> row(request, words, client)).toList(),
        query.first(),
        next,
        words.text(all ? "console.clients.none" : "console.none-such"));
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
