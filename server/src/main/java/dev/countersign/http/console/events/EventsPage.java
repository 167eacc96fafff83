package dev.countersign.http.console.events;

import dev.countersign.audit.AuditReview;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.AuditLook;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.user.UserAdministration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code …/events}: the trail of a customer, and for operators that of everybody. The same look is
 * to be had as a file.
 */
public final class EventsPage implements Endpoint {
  private static final String PATH = "/events";
  private static final List<String> DIALECTS =
      List.of(
          "patrons", "token", "iam", "face", "oauth2", "web", "console", "admin", "cli", "outbox");

  private static final AuditLook.Seen NOTHING = new AuditLook.Seen(List.of(), Optional.empty());

  private final ConsoleRoutes routes;
  private final AuditReview review;
  private final UserAdministration users;
  private final CustomerAdministration customers;
  private final FileSlots slots = new FileSlots(System::nanoTime);

  public EventsPage(
      ConsoleRoutes routes,
      AuditReview review,
      UserAdministration users,
      CustomerAdministration customers) {
    this.routes = routes;
    this.review = review;
    this.users = users;
    this.customers = customers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(PATH, this::listed),
        routes.within(PATH + "/csv", request -> file(request, new EventFile.Csv())),
        routes.within(PATH + "/json", request -> file(request, new EventFile.Json())),
        routes.server(PATH, this::listed),
        routes.server(PATH + "/csv", request -> file(request, new EventFile.Csv())),
        routes.server(PATH + "/json", request -> file(request, new EventFile.Json())));
  }

  private EventQuery query(ConsoleRequest request) {
    return new EventQuery(request, name -> person(request, name));
  }

  private Optional<UserId> person(ConsoleRequest request, String name) {
    return request.visit().of().flatMap(customer -> users.find(customer.id(), name)).map(User::id);
  }

  private Reply file(ConsoleRequest request, EventFile.Form form) {
    AuditLook look = query(request).look(EventFile.PORTION);
    EventFile file = new EventFile(review, () -> new EventNames(users, customers), form, look);
    return Reply.streamed(form.type(), slots.held(file))
        .with("Content-Disposition", "attachment; filename=\"events." + form.ending() + "\"");
  }

  private Reply listed(ConsoleRequest request) {
    EventQuery query = query(request);
    Problems problems = query.problems();
    if (!problems.none()) {
      return page(request, query, 422, problems, NOTHING);
    }
    AuditLook.Seen seen = review.look(query.look(TableQuery.ROWS));
    return page(request, query, 200, problems, seen);
  }

  private Reply page(
      ConsoleRequest request,
      EventQuery query,
      int status,
      Problems problems,
      AuditLook.Seen seen) {
    boolean everybody = request.visit().of().isEmpty();
    EventsModel model =
        new EventsModel(
            request.frame(),
            table(request, query.table(), seen),
            filters(request.words(), query.table(), everybody).stream()
                .map(filter -> filter.with(problems))
                .toList(),
            file(request, query, "csv"),
            file(request, query, "json"),
            problems.none(),
            query.table().after().isEmpty());
    return request.page(status, "console/events/events.jte", model);
  }

  private static String file(ConsoleRequest request, EventQuery query, String ending) {
    String link = query.table().link(Map.of("after", ""));
    String path = request.exchange().path();
    return path + "/" + ending + link.substring(path.length());
  }

  private Table table(ConsoleRequest request, TableQuery query, AuditLook.Seen seen) {
    boolean everybody = request.visit().of().isEmpty();
    boolean looked = seen.events().isEmpty() && seen.rest().isPresent();
    return new EventTable(request.words(), new EventNames(users, customers))
        .of(
            "console.events.title",
            everybody ? EventTable.OF_EVERYBODY : EventTable.OF_CUSTOMER,
            seen.events(),
            looked ? "console.events.none-yet" : "console.events.none")
        .paged(query, seen.rest().map(EventPlace::written));
  }

  private static List<Filter> filters(Messages words, TableQuery query, boolean everybody) {
    EventWords called = new EventWords(words);
    List<Map.Entry<String, String>> kinds = new ArrayList<>();
    kinds.add(Map.entry("", words.text("console.events.any")));
    AuditReview.kinds().stream()
        .map(kind -> Map.entry(kind, called.kind(kind)))
        .sorted(Map.Entry.comparingByValue())
        .forEach(kinds::add);
    List<Map.Entry<String, String>> dialects = new ArrayList<>();
    dialects.add(Map.entry("", words.text("console.events.any")));
    DIALECTS.forEach(dialect -> dialects.add(Map.entry(dialect, called.dialect(dialect))));
    List<Map.Entry<String, String>> outcomes =
        List.of(
            Map.entry("", words.text("console.events.any")),
            Map.entry(EventQuery.SUCCEEDED, words.text("console.events.succeeded")),
            Map.entry(EventQuery.FAILED, words.text("console.events.failed")));
    List<Filter> filters = new ArrayList<>();
    filters.add(choice(words, query, EventQuery.KIND, kinds));
    filters.add(choice(words, query, EventQuery.OUTCOME, outcomes));
    filters.add(choice(words, query, EventQuery.DIALECT, dialects));
    // Where it cannot be asked for but was, it is there to be put right.
    if (!everybody || !query.filter(EventQuery.USER).isEmpty()) {
      filters.add(text(words, query, EventQuery.USER));
    }
    filters.add(moment(words, query, EventQuery.FROM));
    filters.add(moment(words, query, EventQuery.TO));
    return filters;
  }

  private static Filter choice(
      Messages words, TableQuery query, String name, List<Map.Entry<String, String>> options) {
    return Filter.choice(name, words.text("console.events." + name), query.filter(name), options);
  }

  private static Filter text(Messages words, TableQuery query, String name) {
    return Filter.text(name, words.text("console.events." + name), query.filter(name));
  }

  private static Filter moment(Messages words, TableQuery query, String name) {
    String label = words.text("console.events." + name);
    String example = words.text("console.events.time.example");
    return Filter.written(name, label, query.filter(name), example);
  }
}
