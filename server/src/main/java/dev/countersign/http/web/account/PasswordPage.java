package dev.countersign.http.web.account;

import dev.countersign.crypto.Secret;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.OwnPassword.Busy;
import dev.countersign.signin.OwnPassword.Done;
import dev.countersign.signin.OwnPassword.Result;
import dev.countersign.signin.OwnPassword.Throttled;
import dev.countersign.signin.OwnPassword.Unusable;
import dev.countersign.signin.OwnPassword.Wrong;
import java.util.List;

/** {@code /account/password}: another password. */
final class PasswordPage implements Endpoint {
  private static final String PATH = "/account/password";
  private static final String PRESENT = "present-password";
  private static final String WANTED = "new-password";
  private static final int UNPROCESSABLE = 422;

  private final AccountPages.Features features;

  PasswordPage(AccountPages.Features features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().ownPage(PATH, this::shown), features.routes().ownForm(PATH, this::sent));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    boolean changed = exchange.query("changed").isPresent();
    return page(200, exchange, visitor, Problems.NONE, changed);
  }

  private Reply sent(Exchange exchange, Visitor visitor, BrowserUser caller) {
    Messages words = features.pages().words(exchange);
    FormBody form = exchange.form();
    String present = form.optionalText(PRESENT).orElse("");
    String wanted = form.optionalText(WANTED).orElse("");
    Problems missing = Problems.NONE;
    if (present.isEmpty()) {
      missing = missing.and(PRESENT, words.text("password.present.missing"));
    }
    if (wanted.isEmpty()) {
      missing = missing.and(WANTED, words.text("password.new.missing"));
    }
    if (!missing.none()) {
      return page(UNPROCESSABLE, exchange, visitor, missing, false);
    }
    Result result =
        features
            .passwords()
            .change(caller, Secret.of(present), Secret.of(wanted), exchange.origin());
    return answered(exchange, visitor, words, result);
  }

  private Reply answered(Exchange exchange, Visitor visitor, Messages words, Result result) {
    return switch (result) {
      case Done _ -> Reply.seeOther(PATH + "?changed");
      case Wrong _ -> {
        Problems problems = Problems.of(PRESENT, words.text("password.present.wrong"));
        yield page(UNPROCESSABLE, exchange, visitor, problems, false);
      }
      case Unusable(String message) ->
          page(UNPROCESSABLE, exchange, visitor, Problems.of(WANTED, message), false);
      case Throttled(var wait) -> {
        Failure failure = Failure.throttled(wait);
        Problems problems = Problems.of(PRESENT, words.text("password.throttled"));
        yield page(failure.kind().status(), exchange, visitor, problems, false).retry(failure);
      }
      case Busy(var wait) -> {
        Failure failure = Failure.busy(wait);
        Problems problems = Problems.of(PRESENT, words.text("sign-in.busy"));
        yield page(failure.kind().status(), exchange, visitor, problems, false).retry(failure);
      }
    };
  }

  private Reply page(
      int status, Exchange exchange, Visitor visitor, Problems problems, boolean changed) {
    Messages words = features.pages().words(exchange);
    List<Field> fields =
        List.of(
            Field.password(PRESENT, words.text("password.present"), "current-password"),
            Field.password(WANTED, words.text("password.new"), "new-password")
                .hinting(words.text("password.new.hint")));
    FormModel model = new FormModel(fields, problems, changed);
    return features
        .pages()
        .reply(exchange, visitor, View.of(status, "account/password.jte", model));
  }
}
