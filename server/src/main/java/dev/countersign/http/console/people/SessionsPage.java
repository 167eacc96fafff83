package dev.countersign.http.console.people;

import dev.countersign.domain.Device;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Paged;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.console.people.Section.Act;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import java.util.List;
import java.util.Optional;

/** {@code …/users/{user}/sessions}: where a person is signed in, on which devices, and an end. */
final class SessionsPage implements Endpoint {
  private static final String PATH = "/sessions";

  private final PeopleFeatures features;

  SessionsPage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().page(PATH, this::shown),
        features.person().act(PATH + "/{session}/end", this::end),
        features.person().act("/devices/{device}/forget", this::forget));
  }

  private Reply shown(Person person) {
    TableQuery query = TableQuery.of(person.request());
    Section sessions =
        Section.of(person.text("console.user.sessions.title")).listing(sessions(person, query));
    if (!person.head().untouchable()) {
      Act all = new Act(person.text("console.user.act.sign-out"), person.path("/sign-out"), true);
      sessions = sessions.offering(List.of(all));
    }
    Section devices =
        Section.of(person.text("console.user.devices.title"))
            .saying(person.text("console.user.devices.lead", TableQuery.ROWS))
            .listing(devices(person));
    return person.page(200, Problems.NONE, sessions, devices);
  }

  private Table sessions(Person person, TableQuery query) {
    long below = query.afterNumber(Long.MAX_VALUE);
    Paged<Session> page =
        Paged.of(features.sessions().page(person.customer(), person.id(), below, Paged.ASKED));
    Messages words = person.words();
    return Table.of(
            words,
            "console.user.sessions.title",
            Column.named(
                words, "console.user.session.", "by", "methods", "since", "until", "client", "act"),
            page.rows().stream().map(session -> row(person, session)).toList(),
            "console.user.sessions.none")
        .paged(query, page.next(session -> session.id().toString()));
  }

  private static List<Cell> row(Person person, Session session) {
    String since = session.authTime().toString();
    return List.of(
        new Cell.Words(session.dialect()),
        new Cell.Words(session.amr()),
        new Cell.Moment(Optional.of(session.authTime())),
        new Cell.Moment(Optional.of(session.expiresAt())),
        new Cell.Code(session.client().map(Object::toString).orElse("–")),
        act(person, "session.end", since, PATH + "/" + session.id() + "/end"));
  }

  private static Cell act(Person person, String what, String about, String path) {
    if (person.head().untouchable()) {
      return new Cell.Words("");
    }
    return new Cell.Act(person.text("console.user." + what), about, person.path(path));
  }

  private Table devices(Person person) {
    List<Device> devices =
        features.devices().latest(person.customer(), person.id(), TableQuery.ROWS);
    Messages words = person.words();
    return Table.of(
        words,
        "console.user.devices.title",
        Column.named(
            words, "console.user.device.", "name", "key", "confirmed", "first", "last", "act"),
        devices.stream().map(device -> row(person, device)).toList(),
        "console.user.devices.none");
  }

  private static List<Cell> row(Person person, Device device) {
    String confirmed = device.confirmedKey().isPresent() ? "yes" : "no";
    return List.of(
        new Cell.Words(device.name()),
        new Cell.Code(device.deviceKey()),
        new Cell.Words(person.text("console.user.device.confirmed." + confirmed)),
        new Cell.Moment(Optional.of(device.createdAt())),
        new Cell.Moment(Optional.of(device.lastSeenAt())),
        act(
            person,
            "device.forget",
            device.deviceKey(),
            "/devices/" + device.deviceKey() + "/forget"));
  }

  private Reply end(Person person) {
    SessionId session = new SessionId(person.request().id("session"));
    if (!features.sessions().end(person.customer(), person.id(), session, person.origin())) {
      throw new NotFound("the session");
    }
    return person.done(PATH, "session-ended");
  }

  private Reply forget(Person person) {
    String device = person.request().exchange().pathParam("device");
    if (!features.devices().forget(person.customer(), person.id(), device, person.origin())) {
      throw new NotFound("the device");
    }
    return person.done(PATH, "device-forgotten");
  }
}
