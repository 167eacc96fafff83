package dev.countersign.http.web.account;

import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserChange;
import java.util.List;
import java.util.Optional;

/** {@code /account/profile}: the name and the number. */
final class ProfilePage implements Endpoint {
  private static final String PATH = "/account/profile";
  private static final String FULL_NAME = "full-name";
  private static final String PHONE = "phone";
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
    Profile profile = user.profile();
    boolean saved = exchange.query("saved").isPresent();
    return page(
        200, exchange, visitor, profile.fullName(), profile.phoneNumber(), Problems.NONE, saved);
  }

  private Reply sent(Exchange exchange, Visitor visitor, BrowserUser caller) {
    FormBody form = exchange.form();
    String fullName = form.optionalText(FULL_NAME).orElse("").strip();
    String phone = form.optionalText(PHONE).orElse("").strip();
    UserChange change =
        new UserChange(
            Optional.empty(), Optional.of(fullName), Optional.empty(), Optional.of(phone), false);
    try {
      features.users().update(caller.customer(), caller.id(), change, exchange.origin());
    } catch (InvalidInput e) {
      Messages words = features.pages().words(exchange);
      Problems problems = problems(words, fullName);
      return page(UNPROCESSABLE, exchange, visitor, fullName, phone, problems, false);
    }
    return Reply.seeOther(PATH + "?saved");
  }

  /** Both lines have one rule each; where the name keeps its own, it is the number. */
  private static Problems problems(Messages words, String fullName) {
    boolean nameKeepsToIt =
        fullName.length() <= 255 && fullName.chars().noneMatch(Character::isISOControl);
    if (nameKeepsToIt) {
      return Problems.of(PHONE, words.text("profile.phone.unusable"));
    }
    return Problems.of(FULL_NAME, words.text("profile.full-name.unusable"));
  }

  private Reply page(
      int status,
      Exchange exchange,
      Visitor visitor,
      String fullName,
      String phone,
      Problems problems,
      boolean saved) {
    Messages words = features.pages().words(exchange);
    List<Field> fields =
        List.of(
            Field.text(FULL_NAME, words.text("profile.full-name"), "name", fullName).optional(),
            Field.text(PHONE, words.text("profile.phone"), "tel-national", phone)
                .typed("tel")
                .optional());
    FormModel model = new FormModel(fields, problems, saved);
    return features.pages().reply(exchange, visitor, View.of(status, "account/profile.jte", model));
  }
}
