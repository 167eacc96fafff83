package dev.countersign.http.console.people;

import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import java.util.List;
import java.util.Optional;

/**
 * {@code …/delete} and {@code …/erase}: an end to an account, after the days in which its person
 * may restore it, or at once with a receipt.
 */
final class LeavingPages implements Endpoint {
  private static final String DELETE = "/delete";
  private static final String ERASE = "/erase";
  private static final int UNPROCESSABLE = 422;

  private final PeopleFeatures features;

  LeavingPages(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().formOfOthers(DELETE, person -> asked(person, DELETE, false)),
        features.person().actOnOthers(DELETE, this::delete),
        features.person().formOfOthers(ERASE, person -> asked(person, ERASE, false)),
        features.person().actOnOthers(ERASE, this::erase));
  }

  private static Reply asked(Person person, String path, boolean wrong) {
    String key = "console.user." + path.substring(1);
    Confirmation confirmation =
        new Confirmation(
            person.path(path),
            person.user().userName(),
            person.text(key + ".submit"),
            person.text(key + ".warning"),
            wrong);
    return person.page(
        wrong ? UNPROCESSABLE : 200,
        Problems.NONE,
        Section.of(person.text(key)).confirming(confirmation));
  }

  private Reply delete(Person person) {
    if (!person.request().confirmed(person.user().userName())) {
      return asked(person, DELETE, true);
    }
    Optional<AccountDeletion> planned =
        features.accounts().departures().plan(person.customer(), person.id(), person.origin());
    if (planned.isPresent()) {
      return person.done("", "deletion-planned");
    }
    return ConsoleRequest.done(person.request().path("/users"), "user-deleted");
  }

  private Reply erase(Person person) {
    if (!person.request().confirmed(person.user().userName())) {
      return asked(person, ERASE, true);
    }
    ErasureReceipt receipt =
        features
            .users()
            .erase(person.customer(), person.id(), person.origin())
            .orElseThrow(() -> new NotFound("the user"));
    Sheet sheet =
        Sheet.of(
            person.request().frame(),
            person.text("console.receipt.title"),
            Receipts.section(person.words(), receipt));
    return person
        .request()
        .page(
            200,
            Sheet.TEMPLATE,
            sheet.leading(person.text("console.users.title"), person.request().path("/users")));
  }
}
