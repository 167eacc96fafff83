package dev.countersign.http.console.people;

import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.Paged;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.console.people.Gathering.Item;
import dev.countersign.http.console.people.Section.LineForm;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.AlreadyExists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of a customer's groups, roles or search spaces, with a form for another. */
final class GatheringList implements Endpoint {
  static final String NAME = "name";
  static final String DESCRIPTION = "description";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final PeopleFeatures features;
  private final Gathering gathering;

  GatheringList(PeopleFeatures features, Gathering gathering) {
    this.features = features;
    this.gathering = gathering;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().within(gathering.path(), request -> page(request, 200, Problems.NONE)),
        features.routes().act(gathering.path(), this::create));
  }

  private Reply create(ConsoleRequest request) {
    Item made;
    try {
      made =
          gathering.create(
              request.customerId(),
              request.field(NAME),
              request.field(DESCRIPTION),
              request.origin());
    } catch (AlreadyExists e) {
      String taken = request.words().text(gathering.key() + ".taken");
      return page(request, CONFLICT, Problems.of(NAME, taken));
    } catch (InvalidInput e) {
      return page(request, UNPROCESSABLE, Problems.of(NAME, String.valueOf(e.getMessage())));
    }
    return ConsoleRequest.done(request.path(gathering.path() + "/" + made.id()), "made");
  }

  private Reply page(ConsoleRequest request, int status, Problems problems) {
    Messages words = request.words();
    Section list = Section.of("").listing(table(request));
    LineForm form =
        LineForm.of(
            request.path(gathering.path()),
            words.text(gathering.key() + ".new"),
            fields(request, gathering, "", "").toArray(Field[]::new));
    Section another = Section.of(words.text(gathering.key() + ".new")).asking(form);
    Sheet sheet = Sheet.of(request.frame(), words.text(gathering.key() + ".title"), list, another);
    return request.page(status, Sheet.TEMPLATE, sheet.with(problems));
  }

  /** The fields for a name and a description: as they were sent, or as they are. */
  static List<Field> fields(
      ConsoleRequest request, Gathering gathering, String name, String description) {
    Messages words = request.words();
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text(NAME, words.text("console.name"), "off", sent(request, NAME, name)));
    if (gathering.described()) {
      String text = sent(request, DESCRIPTION, description);
      fields.add(
          Field.text(DESCRIPTION, words.text("console.description"), "off", text).optional());
    }
    return fields;
  }

  private static String sent(ConsoleRequest request, String field, String known) {
    if (request.exchange().safe()) {
      return known;
    }
    return request.form().optionalText(field).orElse(known);
  }

  private Table table(ConsoleRequest request) {
    Messages words = request.words();
    TableQuery query = TableQuery.of(request);
    Paged<Item> page = Paged.of(gathering.list(request.customerId(), query.after(), Paged.ASKED));
    List<Column> columns = Column.named(words, "console.", "name");
    if (gathering.described()) {
      columns = Column.named(words, "console.", "name", "description", "users.since");
    }
    return Table.of(
            words,
            gathering.key() + ".title",
            columns,
            page.rows().stream().map(item -> row(request, item)).toList(),
            gathering.key() + ".none")
        .paged(query, page.next(Item::nameKey));
  }

  private List<Cell> row(ConsoleRequest request, Item item) {
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell.Link(item.name(), request.path(gathering.path() + "/" + item.id())));
    if (gathering.described()) {
      cells.add(new Cell.Words(item.description()));
      cells.add(new Cell.Moment(Optional.of(item).flatMap(Item::since)));
    }
    return cells;
  }
}
