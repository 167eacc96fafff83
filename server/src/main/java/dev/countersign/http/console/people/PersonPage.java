package dev.countersign.http.console.people;

import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.people.Section.Act;
import dev.countersign.http.console.people.Section.Fact;
import dev.countersign.http.console.people.Sheet.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code …/users/{user}}: what is known about a person, what can be done, what happened last. */
final class PersonPage implements Endpoint {
  private static final int EVENTS = 10;

  private final PeopleFeatures features;

  PersonPage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(features.person().page("", this::shown));
  }

  private Reply shown(Person person) {
    Optional<AccountDeletion> leaving =
        features.accounts().departures().planned(person.customer(), person.id());
    Section known = Section.of(person.text("console.user.profile")).telling(facts(person, leaving));
    Section events =
        Section.of(person.text("console.user.last-events"))
            .listing(
                EventsPage.table(
                    features,
                    person,
                    features.events().ofUser(person.customer(), person.id(), null, EVENTS)));
    List<Section> sections = new ArrayList<>();
    sections.add(known);
    if (!person.head().untouchable()) {
      sections.add(mails(person));
      sections.add(standing(person, leaving));
    }
    sections.add(events);
    Sheet sheet =
        Sheet.of(
                person.request().frame(),
                person.user().userName(),
                sections.toArray(Section[]::new))
            .of(person.head());
    return person.request().page(200, Sheet.TEMPLATE, leading(person, sheet));
  }

  private static Sheet leading(Person person, Sheet sheet) {
    if (person.head().untouchable()) {
      return sheet;
    }
    Sheet more = sheet.leading(person.text("console.user.edit"), person.path("/profile"));
    if (person.head().self()) {
      return more;
    }
    return more.leading(person.text("console.user.set-password"), person.path("/password"))
        .leading(new Way(person.text("console.user.delete"), person.path("/delete"), true))
        .leading(new Way(person.text("console.user.erase"), person.path("/erase"), true));
  }

  private static List<Fact> facts(Person person, Optional<AccountDeletion> leaving) {
    User user = person.user();
    Profile profile = user.profile();
    List<Fact> facts = new ArrayList<>();
    facts.add(words(person, "console.users.full-name", profile.fullName()));
    facts.add(words(person, "console.users.email", profile.email()));
    if (!profile.email().isEmpty()) {
      facts.add(fact(person, "console.user.email-verified", verified(person, profile)));
    }
    String phone = (profile.countryCode() + " " + profile.phoneNumber()).strip();
    facts.add(words(person, "console.user.phone", phone));
    String password = user.password().isPresent() ? "set" : "none";
    facts.add(
        words(person, "console.user.password", person.text("console.user.password." + password)));
    facts.add(fact(person, "console.users.face", UserTable.face(person.words(), user)));
    leaving.ifPresent(planned ->
        facts.add(
            fact(
                person,
                "console.user.delete-at",
                new Cell.Moment(Optional.of(planned.deleteAt())))));
    facts.add(fact(person, "console.users.since", new Cell.Moment(Optional.of(user.createdAt()))));
    facts.add(fact(person, "console.user.id", new Cell.Code(user.id().toString())));
    return facts;
  }

  private static Fact fact(Person person, String key, Cell cell) {
    return new Fact(person.text(key), cell);
  }

  private static Fact words(Person person, String key, String text) {
    return fact(person, key, new Cell.Words(text.isEmpty() ? "–" : text));
  }

  private static Cell verified(Person person, Profile profile) {
    if (profile.emailVerified()) {
      return new Cell.Badge(person.text("console.user.verified"), "good");
    }
    return new Cell.Badge(person.text("console.user.not-verified"), "plain");
  }

  private Section mails(Person person) {
    List<Act> acts = new ArrayList<>();
    Profile profile = person.user().profile();
    if (!profile.email().isEmpty()) {
      if (person.user().password().isEmpty()) {
        acts.add(act(person, "invite", false));
      } else {
        acts.add(act(person, "reset-password", false));
      }
      if (!profile.emailVerified()) {
        acts.add(act(person, "mail-verification", false));
        acts.add(act(person, "verify-address", false));
      }
    }
    if (acts.isEmpty()) {
      return Section.of(person.text("console.user.mail"))
          .saying(person.text("console.user.no-address"));
    }
    Section mails = Section.of(person.text("console.user.mail"));
    if (!features.mail()) {
      mails = mails.saying(person.text("console.mails.not-configured"));
    }
    return mails.offering(acts);
  }

  private static Section standing(Person person, Optional<AccountDeletion> leaving) {
    User user = person.user();
    List<Act> acts = new ArrayList<>();
    acts.add(act(person, "sign-out", false));
    if (leaving.isPresent()) {
      acts.add(act(person, "restore", false));
    }
    if (!person.head().self()) {
      if (user.state() == User.State.DISABLED) {
        acts.add(act(person, "enable", false));
      } else {
        acts.add(act(person, "disable", true));
      }
      if (user.blacklisted()) {
        acts.add(act(person, "whitelist", false));
      } else {
        acts.add(act(person, "blacklist", true));
      }
    }
    String lead = person.head().self() ? "console.user.account.self" : "console.user.account.lead";
    return Section.of(person.text("console.user.account")).saying(person.text(lead)).offering(acts);
  }

  private static Act act(Person person, String what, boolean danger) {
    return new Act(person.text("console.user.act." + what), person.path("/" + what), danger);
  }
}
