package dev.countersign.http.console.people;

import dev.countersign.domain.Passkey;
import dev.countersign.domain.TotpSecret;
import dev.countersign.factor.FactorAdministration.Overview;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.people.Section.Act;
import dev.countersign.http.console.people.Section.Fact;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code …/users/{user}/factors}: what a person shows beside a password, and an end to it. */
final class FactorsPage implements Endpoint {
  private static final String PATH = "/factors";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final PeopleFeatures features;

  FactorsPage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().page(PATH, this::shown),
        removal(
            "/passkeys/{passkey}/remove",
            one ->
                features
                    .passkeys()
                    .remove(
                        one.customer(),
                        one.id(),
                        one.request().exchange().pathParam("passkey"),
                        one.origin())),
        removal(
            "/app/remove", one -> features.apps().remove(one.customer(), one.id(), one.origin())),
        removal(
            "/recovery-codes/remove",
            one -> features.factors().removeRecoveryCodes(one.customer(), one.id(), one.origin())),
        removal(
            "/browsers/forget",
            one -> features.factors().forgetBrowsers(one.customer(), one.id(), one.origin())),
        features.person().actOnOthers(PATH + "/reset", this::reset));
  }

  private Route removal(String path, Predicate<Person> remove) {
    return features
        .person()
        .actOnOthers(
            PATH + path,
            person -> {
              if (!remove.test(person)) {
                throw new NotFound("the factor");
              }
              return person.done(PATH, "factor-removed");
            });
  }

  private Reply reset(Person person) {
    features.factors().reset(person.customer(), person.id(), person.origin());
    return person.done(PATH, "factors-reset");
  }

  private Reply shown(Person person) {
    Overview overview = features.factors().of(person.customer(), person.id());
    boolean acts = !person.head().untouchable() && !person.head().self();
    Section known =
        Section.of(person.text("console.user.factors"))
            .saying(person.text(lead(person)))
            .telling(facts(person, overview));
    if (acts) {
      known = known.offering(acts(person, overview));
    }
    Section passkeys =
        Section.of(person.text("console.user.passkeys")).listing(passkeys(person, overview, acts));
    return person.page(200, Problems.NONE, known, passkeys);
  }

  private static String lead(Person person) {
    return person.head().self() ? "console.user.factors.self" : "console.user.factors.lead";
  }

  private static List<Fact> facts(Person person, Overview overview) {
    String demanded = overview.demanded() ? "yes" : "no";
    Cell app = new Cell.Words(person.text("console.user.factor.none"));
    if (overview.app().isPresent()) {
      app = new Cell.Moment(overview.app().map(TotpSecret::createdAt));
    }
    return List.of(
        fact(person, "demanded", new Cell.Words(person.text("console.user.factor." + demanded))),
        fact(person, "app", app),
        fact(person, "recovery-codes", figure(overview.recoveryCodes())),
        fact(person, "browsers", figure(overview.rememberedBrowsers())));
  }

  private static Fact fact(Person person, String name, Cell cell) {
    return new Fact(person.text("console.user.factor." + name), cell);
  }

  private static Cell figure(int number) {
    return new Cell.Figure(Integer.toString(number));
  }

  private static List<Act> acts(Person person, Overview overview) {
    List<Act> acts = new ArrayList<>();
    if (overview.app().isPresent()) {
      acts.add(act(person, "/app/remove", "remove-app"));
    }
    if (overview.recoveryCodes() > 0) {
      acts.add(act(person, "/recovery-codes/remove", "remove-codes"));
    }
    if (overview.rememberedBrowsers() > 0) {
      acts.add(act(person, "/browsers/forget", "forget-browsers"));
    }
    acts.add(act(person, "/reset", "reset"));
    return acts;
  }

  private static Act act(Person person, String path, String what) {
    return new Act(person.text("console.user.factor." + what), person.path(PATH + path), true);
  }

  private static Table passkeys(Person person, Overview overview, boolean acts) {
    return Table.of(
        person.words(),
        "console.user.passkeys",
        Column.named(person.words(), "console.user.passkey.", "name", "since", "used", "act"),
        overview.passkeys().stream().map(passkey -> row(person, passkey, acts)).toList(),
        "console.user.passkeys.none");
  }

  private static List<Cell> row(Person person, Passkey passkey, boolean acts) {
    Cell act = new Cell.Words("");
    if (acts) {
      String id = ENCODER.encodeToString(passkey.credentialId());
      act =
          new Cell.Act(
              person.text("console.user.passkey.remove"),
              passkey.name(),
              person.path(PATH + "/passkeys/" + id + "/remove"));
    }
    return List.of(
        new Cell.Words(passkey.name()),
        new Cell.Moment(Optional.of(passkey.createdAt())),
        new Cell.Moment(passkey.lastUsed()),
        act);
  }
}
