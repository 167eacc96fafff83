package dev.countersign.http.web.lifecycle;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.User;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.ForgottenPassword;
import dev.countersign.lifecycle.PasswordResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form to choose a password by a mailed link: a new one, or an invited person's first. */
final class NewPassword {
  private static final String PASSWORD = "password";
  private static final String AGAIN = "/forgot-password";

  private final PlainPages pages;
  private final ForgottenPassword passwords;
  private final String prefix;

  /**
   * The form of one page.
   *
   * @param prefix of its texts
   */
  NewPassword(PlainPages pages, ForgottenPassword passwords, String prefix) {
    this.pages = pages;
    this.passwords = passwords;
    this.prefix = prefix;
  }

  Reply asked(Exchange exchange, Visitor visitor, String token) {
    Optional<User> owner = passwords.look(token);
    if (owner.isEmpty()) {
      return pages.unknown(exchange, visitor, AGAIN);
    }
    return form(200, exchange, visitor, token, owner, Problems.NONE);
  }

  Reply sent(Exchange exchange, Visitor visitor) {
    FormBody form = exchange.form();
    String token = PlainPages.line(form, PlainPages.TOKEN);
    String password = form.optionalText(PASSWORD).orElse("");
    if (password.isEmpty()) {
      String missing = pages.words(exchange).text("sign-up.password.missing");
      return again(
          PlainPages.UNPROCESSABLE, exchange, visitor, token, Problems.of(PASSWORD, missing));
    }
    PasswordResult result =
        passwords.choose(
            Optional.empty(), Optional.empty(), token, Secret.of(password), exchange.origin());
    return switch (result) {
      case PasswordResult.Changed _ -> pages.notice(200, exchange, visitor, prefix + ".done");
      case PasswordResult.Unknown _ -> pages.unknown(exchange, visitor, AGAIN);
      case PasswordResult.Expired _ -> pages.expired(exchange, visitor, AGAIN);
      case PasswordResult.Refused(String message) ->
          again(PlainPages.UNPROCESSABLE, exchange, visitor, token, Problems.of(PASSWORD, message));
      case PasswordResult.Busy(Duration wait) -> {
        Failure failure = Failure.busy(wait);
        Problems busy = pages.busy(exchange, PASSWORD);
        yield again(failure.kind().status(), exchange, visitor, token, busy).retry(failure);
      }
    };
  }

  private Reply again(
      int status, Exchange exchange, Visitor visitor, String token, Problems problems) {
    return form(status, exchange, visitor, token, passwords.look(token), problems);
  }

  private Reply form(
      int status,
      Exchange exchange,
      Visitor visitor,
      String token,
      Optional<User> owner,
      Problems problems) {
    String name = owner.map(User::userName).orElse("");
    List<Field> fields = fields(pages.words(exchange), name, prefix + ".password");
    return pages.form(
        status, exchange, visitor, prefix, fields, Map.of(PlainPages.TOKEN, token), problems);
  }

  /** The name is there for password managers, which keep it with the password. */
  static List<Field> fields(Messages words, String name, String label) {
    return List.of(
        Field.text("user-name", words.text("sign-in.name"), "username", name),
        Field.password(PASSWORD, words.text(label), "new-password")
            .hinting(words.text("lifecycle.password.hint")));
  }
}
