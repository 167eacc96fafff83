package dev.countersign.http.console.settings;

import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.DeliveryRecord.State;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
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
import dev.countersign.notify.DeliveryLog;
import dev.countersign.user.UserDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code …/deliveries}: what became of what was sent on the customer's behalf. */
public final class DeliveriesPage implements Endpoint {
  static final String PATH = "/deliveries";

  private static final String KIND = "kind";
  private static final String STATE = "state";
  private static final String WORDS = "console.deliveries.";

  private final ConsoleRoutes routes;
  private final DeliveryLog log;
  private final UserDirectory directory;

  public DeliveriesPage(ConsoleRoutes routes, DeliveryLog log, UserDirectory directory) {
    this.routes = routes;
    this.log = log;
    this.directory = directory;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within(PATH, this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    Messages words = request.words();
    TableQuery query = TableQuery.of(request, KIND, STATE);
    Optional<Kind> kind = chosen(Kind.values(), query.filter(KIND));
    Optional<State> state = chosen(State.values(), query.filter(STATE));
    long before = query.afterNumber(Long.MAX_VALUE);
    Paged<DeliveryRecord> page =
        Paged.of(log.list(request.customerId(), kind, state, before, Paged.ASKED));
    List<Filter> filters =
        List.of(
            filter(words, KIND, query, Stream.of(Kind.CALLBACK, Kind.MAIL, Kind.LOGOUT)),
            filter(words, STATE, query, Arrays.stream(State.values())));
    return request.page(
        200,
        "console/settings/deliveries.jte",
        new DeliveriesModel(request.frame(), filters, table(request, words, query, page)));
  }

  private static <E extends Enum<E>> Optional<E> chosen(E[] values, String text) {
    return Arrays.stream(values).filter(value -> lower(value).equals(text)).findFirst();
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Filter filter(
      Messages words, String name, TableQuery query, Stream<? extends Enum<?>> values) {
    List<Map.Entry<String, String>> options = new ArrayList<>();
    options.add(Map.entry("", words.text(WORDS + "any")));
    values
        .map(DeliveriesPage::lower)
        .forEach(one -> options.add(Map.entry(one, words.text(WORDS + name + "." + one))));
    return Filter.choice(name, words.text(WORDS + name), query.filter(name), options);
  }

  private Table table(
      ConsoleRequest request, Messages words, TableQuery query, Paged<DeliveryRecord> page) {
    Map<UserId, User> people = people(directory, request, page.rows());
    boolean all = query.filter(KIND).isEmpty() && query.filter(STATE).isEmpty();
    return Table.of(
            words,
            WORDS + "title",
            Column.named(words, WORDS, "what", "queued", "to", STATE, "answer", "attempts", "next"),
            page.rows().stream().map(one -> row(request, people, one)).toList(),
            all ? WORDS + "none" : "console.none-such")
        .paged(query, page.next(one -> Long.toString(one.id())));
  }

  /** Whom those tell of. */
  static Map<UserId, User> people(
      UserDirectory directory, ConsoleRequest request, List<DeliveryRecord> deliveries) {
    List<UserId> ids =
        deliveries.stream().flatMap(one -> Stream.ofNullable(one.userId())).distinct().toList();
    return directory.byIds(request.customerId(), ids);
  }

  private static List<Cell> row(
      ConsoleRequest request, Map<UserId, User> people, DeliveryRecord one) {
    Messages words = request.words();
    return List.of(
        new Cell.Link(what(words, one), request.path(PATH + "/" + one.id())),
        new Cell.Moment(Optional.of(one.queuedAt())),
        to(request, people, one),
        state(words, one.state()),
        new Cell.Words(one.reason()),
        new Cell.Figure(Integer.toString(one.attempts())),
        new Cell.Moment(Optional.ofNullable(one.nextAttemptAt())));
  }

  /** Which mail it is, in words; calls have the name that programs know them by. */
  static String what(Messages words, DeliveryRecord one) {
    String mail = "console.mails.mail." + one.what();
    return one.kind() == Kind.MAIL && words.has(mail) ? words.text(mail) : one.what();
  }

  /** Mail goes to a person, of whom no more than the name is shown. */
  static Cell to(ConsoleRequest request, Map<UserId, User> people, DeliveryRecord one) {
    UserId id = one.userId();
    if (!one.destination().isEmpty() || id == null) {
      return new Cell.Words(one.destination());
    }
    String name =
        Optional.ofNullable(people.get(id))
            .map(User::userName)
            .orElseGet(() -> request.words().text(WORDS + "person"));
    return new Cell.Link(name, request.path("/users/" + id));
  }

  static Cell.Badge state(Messages words, State state) {
    String tone =
        switch (state) {
          case DELIVERED -> "good";
          case FAILED -> "plain";
          case GIVEN_UP -> "bad";
        };
    return new Cell.Badge(words.text(WORDS + STATE + "." + lower(state)), tone);
  }
}
