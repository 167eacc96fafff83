package dev.countersign.http.console.people;

import dev.countersign.domain.Enrolment;
import dev.countersign.domain.User;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A person as the line of a table. */
final class UserTable {
  private UserTable() {}

  static List<Column> columns(Messages words, TableQuery query, String sorted) {
    List<Column> columns = new ArrayList<>();
    boolean free = query.filter("q").isEmpty();
    for (String[] one :
        new String[][] {{"name", "name"}, {"full", "full-name"}, {"email", "email"}}) {
      String title = words.text("console.users." + one[1]);
      // What is searched for stands in the order that finds it; it can only be turned round.
      if (free || one[0].equals(sorted)) {
        columns.add(query.sortable(title, one[0], sorted, query.descending(false)));
      } else {
        columns.add(Column.of(title));
      }
    }
    columns.add(Column.of(words.text("console.users.state")));
    columns.add(Column.of(words.text("console.users.face")));
    String since = words.text("console.users.since");
    if (free) {
      columns.add(query.sortable(since, "since", sorted, query.descending(false)));
    } else {
      columns.add(Column.of(since));
    }
    return columns;
  }

  static List<Cell> row(Messages words, String path, User user, boolean invited) {
    return List.of(
        new Cell.Link(user.userName(), path),
        new Cell.Words(user.profile().fullName()),
        new Cell.Words(user.profile().email()),
        state(words, user, invited),
        face(words, user),
        new Cell.Moment(Optional.of(user.createdAt())));
  }

  static Cell state(Messages words, User user, boolean invited) {
    String standing = PersonHead.standing(user, invited);
    String text = words.text("console.users.state." + standing);
    return switch (standing) {
      case "active" -> new Cell.Badge(text, "good");
      case "blacklisted" -> new Cell.Badge(text, "bad");
      default -> new Cell.Badge(text, "plain");
    };
  }

  static Cell face(Messages words, User user) {
    String word = user.enrolment().state().name().toLowerCase(Locale.ROOT);
    String tone = user.enrolment().state() == Enrolment.State.SUCCESS ? "good" : "plain";
    return new Cell.Badge(words.text("console.users.face." + word), tone);
  }

  /** The columns of people in a group, a role or a space; the last takes somebody out. */
  static List<Column> memberColumns(Messages words) {
    return Column.named(words, "console.users.", "name", "full-name", "email", "state", "act");
  }

  static List<Cell> memberRow(Messages words, String path, User user, boolean invited, Cell act) {
    return List.of(
        new Cell.Link(user.userName(), path),
        new Cell.Words(user.profile().fullName()),
        new Cell.Words(user.profile().email()),
        state(words, user, invited),
        act);
  }
}
