package dev.countersign.http.web.lifecycle;

import dev.countersign.crypto.Secret;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.OwnPassword;
import java.util.function.Supplier;

/**
 * Something grave about one's own account: the password is asked for once more, so that whoever
 * finds a browser open cannot do it.
 */
final class OwnAccountForm {
  private static final String PASSWORD = "password";

  private final PlainPages pages;
  private final OwnPassword passwords;

  OwnAccountForm(PlainPages pages, OwnPassword passwords) {
    this.pages = pages;
    this.passwords = passwords;
  }

  /** Shows the form again with what is to be put right. */
  interface Again {
    Reply show(int status, Problems problems);
  }

  Field password(Exchange exchange) {
    return Field.password(
        PASSWORD, pages.words(exchange).text("password.present"), "current-password");
  }

  /** Does it if the password is right. */
  Reply confirmed(
      Exchange exchange, Visitor visitor, BrowserUser caller, Again again, Supplier<Reply> act) {
    String typed = exchange.form().optionalText(PASSWORD).orElse("");
    if (typed.isEmpty()) {
      return again.show(PlainPages.UNPROCESSABLE, problem(exchange, "password.present.missing"));
    }
    return switch (passwords.confirm(caller, Secret.of(typed), exchange.origin())) {
      case OwnPassword.Done _ -> act.get();
      case OwnPassword.Wrong _, OwnPassword.Unusable _ ->
          again.show(PlainPages.UNPROCESSABLE, problem(exchange, "password.present.wrong"));
      case OwnPassword.Throttled(var wait) -> {
        Failure failure = Failure.throttled(wait);
        yield again
            .show(failure.kind().status(), problem(exchange, "password.throttled"))
            .retry(failure);
      }
      case OwnPassword.Busy(var wait) -> {
        Failure failure = Failure.busy(wait);
        yield again.show(failure.kind().status(), pages.busy(exchange, PASSWORD)).retry(failure);
      }
    };
  }

  private Problems problem(Exchange exchange, String text) {
    return Problems.of(PASSWORD, pages.words(exchange).text(text));
  }
}
