package dev.countersign.http.web.account;

import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserChange;
import java.util.List;
import java.util.Optional;

/** {@code /account/profile}: what the person tells about themselves. */
final class ProfilePage implements Endpoint {
  private static final String PATH = "/account/profile";
  private static final int UNPROCESSABLE = 422;

  private final AccountPages.Features features;

  ProfilePage(AccountPages.Features features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().ownPage(PATH, this::shown), features.routes().ownForm(PATH, this::sent));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    User user =
        features
            .users()
            .find(caller.customer(), caller.id())
            .orElseThrow(() -> new NotFound("the user"));
    boolean saved = exchange.query("saved").isPresent();
    return page(200, exchange, visitor, ProfileForm.of(user.profile()), Problems.NONE, saved);
  }

  private Reply sent(Exchange exchange, Visitor visitor, BrowserUser caller) {
    ProfileForm form = ProfileForm.of(exchange.form());
    Messages words = features.pages().words(exchange);
    Problems problems = form.problems(words);
    if (!problems.none()) {
      return page(UNPROCESSABLE, exchange, visitor, form, problems, false);
    }
    UserChange change =
        new UserChange(
            Optional.empty(),
            Optional.of(form.fullName()),
            Optional.empty(),
            Optional.of(form.phone()),
            false,
            form.details());
    try {
      features.users().update(caller.customer(), caller.id(), change, exchange.origin());
    } catch (InvalidInput e) {
      // Every other line was looked at above.
      Problems number = Problems.of(ProfileForm.PHONE, words.text("profile.phone.unusable"));
      return page(UNPROCESSABLE, exchange, visitor, form, number, false);
    }
    return Reply.seeOther(PATH + "?saved");
  }

  private Reply page(
      int status,
      Exchange exchange,
      Visitor visitor,
      ProfileForm form,
      Problems problems,
      boolean saved) {
    ProfileModel model =
        new ProfileModel(form.groups(features.pages().words(exchange)), problems, saved);
    return features.pages().reply(exchange, visitor, View.of(status, "account/profile.jte", model));
  }
}
