package dev.countersign.http.console.people;

import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.Paged;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.console.people.Gathering.Item;
import dev.countersign.http.console.people.Section.LineForm;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One group, role or search space: its name, the people in it, and its end. */
final class GatheringPage implements Endpoint {
  private static final String USER = "user-name";
  private static final int FORBIDDEN = 403;
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final PeopleFeatures features;
  private final Gathering gathering;

  GatheringPage(PeopleFeatures features, Gathering gathering) {
    this.features = features;
    this.gathering = gathering;
  }

  @Override
  public List<Route> routes() {
    String one = gathering.path() + "/{item}";
    List<Route> routes =
        new ArrayList<>(
            List.of(
                features
                    .routes()
                    .within(one, request -> page(request, found(request), 200, Problems.NONE)),
                features.routes().act(one, this::update),
                features
                    .routes()
                    .within(one + "/delete", request -> asked(request, found(request), false)),
                features.routes().act(one + "/delete", this::delete),
                features.routes().act(one + "/members", this::add),
                features.routes().act(one + "/members/{user}/remove", this::remove)));
    routes.addAll(gathering.moreRoutes());
    return routes;
  }

  private Item found(ConsoleRequest request) {
    return gathering
        .find(request.customerId(), request.id("item"))
        .orElseThrow(() -> new NotFound("the page"));
  }

  private String path(ConsoleRequest request, Item item) {
    return request.path(gathering.path() + "/" + item.id());
  }

  private Reply update(ConsoleRequest request) {
    Item item = found(request);
    String name = request.field(GatheringList.NAME);
    Optional<String> objection = gathering.keepsName(request, item);
    if (objection.isPresent() && !name.equals(item.name())) {
      return request.problem(CONFLICT, objection.get());
    }
    try {
      gathering.update(
          request.customerId(),
          item,
          name,
          request.field(GatheringList.DESCRIPTION),
          request.origin());
    } catch (AlreadyExists e) {
      String taken = request.words().text(gathering.key() + ".taken");
      return page(request, item, CONFLICT, Problems.of(GatheringList.NAME, taken));
    } catch (InvalidInput e) {
      Problems why = Problems.of(GatheringList.NAME, String.valueOf(e.getMessage()));
      return page(request, item, UNPROCESSABLE, why);
    }
    return ConsoleRequest.done(path(request, item), "profile");
  }

  private Reply delete(ConsoleRequest request) {
    Item item = found(request);
    Optional<String> objection = gathering.stays(request, item);
    if (objection.isPresent()) {
      return request.problem(CONFLICT, objection.get());
    }
    if (!request.confirmed(item.name())) {
      return asked(request, item, true);
    }
    if (!gathering.delete(request.customerId(), item, request.origin())) {
      throw new NotFound("the page");
    }
    return ConsoleRequest.done(request.path(gathering.path()), "removed");
  }

  private Reply asked(ConsoleRequest request, Item item, boolean wrong) {
    Messages words = request.words();
    Optional<String> objection = gathering.stays(request, item);
    if (objection.isPresent()) {
      return request.problem(CONFLICT, objection.get());
    }
    Confirmation confirmation =
        new Confirmation(
            path(request, item) + "/delete",
            item.name(),
            words.text("console.delete"),
            words.text(gathering.key() + ".delete.warning"),
            wrong);
    Section section = Section.of(words.text("console.delete")).confirming(confirmation);
    Sheet sheet = Sheet.of(request.frame(), item.name(), section);
    return request.page(wrong ? UNPROCESSABLE : 200, Sheet.TEMPLATE, sheet);
  }

  private Reply add(ConsoleRequest request) {
    Item item = found(request);
    Optional<User> user = features.users().find(request.customerId(), request.field(USER));
    if (user.isEmpty()) {
      String unknown = request.words().text("console.users.no-user");
      return page(request, item, UNPROCESSABLE, Problems.of(USER, unknown));
    }
    if (features.person().head(request, user.get()).untouchable()) {
      return operatorsAlone(request);
    }
    gathering.add(request.customerId(), item, user.get().id(), request.origin());
    return ConsoleRequest.done(path(request, item), "member-added");
  }

  private static Reply operatorsAlone(ConsoleRequest request) {
    return request.problem(FORBIDDEN, request.words().text("console.user.operators-alone"));
  }

  private Reply remove(ConsoleRequest request) {
    Item item = found(request);
    UserId id = new UserId(request.id("user"));
    User user =
        features.users().find(request.customerId(), id).orElseThrow(() -> new NotFound("the user"));
    if (features.person().head(request, user).untouchable()) {
      return operatorsAlone(request);
    }
    Optional<String> objection = gathering.keeps(request, item, id);
    if (objection.isPresent()) {
      return request.problem(CONFLICT, objection.get());
    }
    if (!gathering.remove(request.customerId(), item, id, request.origin())) {
      throw new NotFound("the user");
    }
    return ConsoleRequest.done(path(request, item), "member-removed");
  }

  private Reply page(ConsoleRequest request, Item item, int status, Problems problems) {
    Messages words = request.words();
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of(words.text(gathering.key() + ".members"))
            .listing(members(request, item))
            .asking(adding(request, item)));
    sections.addAll(gathering.more(request, item));
    sections.add(Section.of(words.text("console.user.edit")).asking(naming(request, item)));
    Sheet.Way delete =
        new Sheet.Way(words.text("console.delete"), path(request, item) + "/delete", true);
    Sheet sheet =
        Sheet.of(request.frame(), item.name(), sections.toArray(Section[]::new))
            .leading(delete)
            .with(problems);
    return request.page(status, Sheet.TEMPLATE, sheet);
  }

  private LineForm adding(ConsoleRequest request, Item item) {
    Messages words = request.words();
    String typed = request.exchange().safe() ? "" : request.field(USER);
    return LineForm.of(
            path(request, item) + "/members",
            words.text("console.members.add"),
            Field.text(USER, words.text("console.members.name"), "off", typed))
        .suggesting(request.path(NamesCall.PATH));
  }

  private LineForm naming(ConsoleRequest request, Item item) {
    return LineForm.of(
        path(request, item),
        request.words().text("console.user.edit.submit"),
        GatheringList.fields(request, gathering, item.name(), item.description())
            .toArray(Field[]::new));
  }

  private Table members(ConsoleRequest request, Item item) {
    Messages words = request.words();
    // A form that was refused is answered with this page as well, elsewhere.
    TableQuery query = TableQuery.of(request).at(path(request, item));
    Paged<UserId> page =
        Paged.of(gathering.members(request.customerId(), item, query.afterNumber(0), Paged.ASKED));
    Map<UserId, User> users = features.directory().byIds(request.customerId(), page.rows());
    Set<UserId> invited =
        features.accounts().invitations().waiting(request.customerId(), users.values());
    return Table.of(
            words,
            gathering.key() + ".members",
            UserTable.memberColumns(words),
            page.rows().stream()
                .flatMap(id -> Optional.ofNullable(users.get(id)).stream())
                .map(user -> row(request, item, user, invited.contains(user.id())))
                .toList(),
            "console.members.none")
        .paged(query, page.next(UserId::toString));
  }

  private List<Cell> row(ConsoleRequest request, Item item, User user, boolean invited) {
    Cell act =
        new Cell.Act(
            request.words().text("console.remove"),
            user.userName(),
            path(request, item) + "/members/" + user.id() + "/remove");
    return UserTable.memberRow(
        request.words(), request.path("/users/" + user.id()), user, invited, act);
  }
}
