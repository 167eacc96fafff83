package dev.countersign.http.console.people;

import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.Lifecycle;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.function.Function;

/** What is done to an account at the press of a button. */
final class PersonActs implements Endpoint {
  private final PeopleFeatures features;

  PersonActs(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    UserAdministration users = features.users();
    Lifecycle accounts = features.accounts();
    return List.of(
        act(
            "verify-address",
            one -> accounts.verification().vouch(one.customer(), one.id(), one.origin())),
        mailing(
            "mail-verification",
            one -> accounts.verification().mail(one.customer(), one.id(), one.origin())),
        mailing(
            "reset-password",
            one -> accounts.forgottenPassword().mail(one.customer(), one.id(), one.origin())),
        mailing(
            "invite", one -> accounts.invitations().again(one.customer(), one.id(), one.origin())),
        act(
            "restore",
            one -> accounts.departures().restore(one.customer(), one.id(), one.origin())),
        act("enable", one -> users.enable(one.customer(), one.id(), one.origin())),
        act("whitelist", one -> users.whitelist(one.customer(), one.id(), one.origin())),
        onOthers("disable", one -> users.disable(one.customer(), one.id(), one.origin())),
        onOthers("blacklist", one -> users.blacklist(one.customer(), one.id(), one.origin())),
        features
            .person()
            .act(
                "/sign-out",
                one -> {
                  features.sessions().endAll(one.customer(), one.id(), one.origin());
                  return one.done("", "sign-out");
                }));
  }

  private Route act(String what, Function<Person, User> act) {
    return act(what, what, act);
  }

  private Route mailing(String what, Function<Person, User> act) {
    return act(what, features.mailed(what), act);
  }

  private Route act(String what, String said, Function<Person, User> act) {
    return features
        .person()
        .act(
            "/" + what,
            person -> {
              var _ = act.apply(person);
              return person.done("", said);
            });
  }

  private Route onOthers(String what, Function<Person, User> act) {
    return features
        .person()
        .actOnOthers(
            "/" + what,
            person -> {
              var _ = act.apply(person);
              return person.done("", what);
            });
  }
}
