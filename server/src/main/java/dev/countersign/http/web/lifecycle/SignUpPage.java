package dev.countersign.http.web.lifecycle;

import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Profile;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.http.web.Flows;
import dev.countersign.http.web.Flows.Flow;
import dev.countersign.lifecycle.SignUp;
import dev.countersign.lifecycle.SignUpResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /sign-up}: an account for whoever can read mail at an address. */
final class SignUpPage implements Endpoint {
  private static final String PATH = "/sign-up";
  private static final String EMAIL = "email";
  private static final String NAME = "user-name";
  private static final String FULL_NAME = "full-name";
  private static final String PASSWORD = "password";
  private static final int FORBIDDEN = 403;

  private final PageRoutes routes;
  private final PlainPages pages;
  private final SignUp signUp;
  private final DefaultCustomer defaultCustomer;
  private final Flows flows;

  SignUpPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.plain();
    this.signUp = features.accounts().signUp();
    this.defaultCustomer = features.defaultCustomer();
    this.flows = features.flows();
  }

  /** What was typed, but for the password. */
  private record Typed(String email, String name, String fullName, String flow) {
    static Typed of(FormBody form) {
      return new Typed(
          PlainPages.line(form, EMAIL),
          PlainPages.line(form, NAME),
          PlainPages.line(form, FULL_NAME),
          PlainPages.line(form, PlainPages.FLOW));
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    Typed nothing = new Typed("", "", "", PlainPages.query(exchange, PlainPages.FLOW));
    if (!signUp.open(customer(exchange, nothing))) {
      return closed(exchange, visitor, nothing);
    }
    return page(200, exchange, visitor, nothing, Problems.NONE);
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    FormBody form = exchange.form();
    Typed typed = Typed.of(form);
    String password = form.optionalText(PASSWORD).orElse("");
    Problems missing = missing(exchange, typed, password);
    if (!missing.none()) {
      return page(PlainPages.UNPROCESSABLE, exchange, visitor, typed, missing);
    }
    String browser = SignUpCookie.of(exchange).orElseGet(() -> signUp.browser().text());
    SignUp.Wanted wanted =
        new SignUp.Wanted(
            Optional.of(typed.name()).filter(name -> !name.isEmpty()),
            new Profile(typed.fullName(), typed.email(), false, "", ""),
            Secret.of(password),
            Optional.of(TokenDigest.of(browser)));
    SignUpResult result = signUp.request(customer(exchange, typed), wanted, exchange.origin());
    return answered(exchange, visitor, typed, browser, result);
  }

  private Reply closed(Exchange exchange, Visitor visitor, Typed typed) {
    return pages.notice(FORBIDDEN, exchange, visitor, "sign-up.closed", flow(exchange, typed));
  }

  private Optional<Flow> flow(Exchange exchange, Typed typed) {
    return Optional.of(typed.flow())
        .filter(id -> !id.isEmpty())
        .flatMap(id -> flows.find(id, exchange));
  }

  private Optional<CustomerId> customer(Exchange exchange, Typed typed) {
    return flow(exchange, typed)
        .map(Flow::customer)
        .or(() -> defaultCustomer.of(exchange.authority()));
  }

  private Problems missing(Exchange exchange, Typed typed, String password) {
    Messages words = pages.words(exchange);
    Problems problems = Problems.NONE;
    if (typed.email().isEmpty()) {
      problems = problems.and(EMAIL, words.text("sign-up.email.missing"));
    }
    if (password.isEmpty()) {
      problems = problems.and(PASSWORD, words.text("sign-up.password.missing"));
    }
    return problems;
  }

  private Reply answered(
      Exchange exchange, Visitor visitor, Typed typed, String browser, SignUpResult result) {
    return switch (result) {
      case SignUpResult.Accepted _ ->
          pages
              .notice(200, exchange, visitor, "sign-up.sent", flow(exchange, typed))
              .with(SignUpCookie.kept(browser))
              .with(SignUpCookie.flow(typed.flow()));
      case SignUpResult.Refused(String message) ->
          page(
              PlainPages.UNPROCESSABLE,
              exchange,
              visitor,
              typed,
              Problems.of(field(message), sentence(message)));
      case SignUpResult.Closed _ -> closed(exchange, visitor, typed);
      case SignUpResult.Throttled(Duration wait) -> {
        Failure failure = Failure.throttled(wait);
        Problems often = pages.throttled(exchange, EMAIL, wait);
        yield page(failure.kind().status(), exchange, visitor, typed, often).retry(failure);
      }
      case SignUpResult.Busy(Duration wait) -> {
        Failure failure = Failure.busy(wait);
        Problems busy = pages.busy(exchange, EMAIL);
        yield page(failure.kind().status(), exchange, visitor, typed, busy).retry(failure);
      }
    };
  }

  /** What a refusal is about, so that it stands where it can be put right. */
  private static String field(String message) {
    if (message.startsWith("userName")) {
      return NAME;
    }
    if (message.startsWith("fullName")) {
      return FULL_NAME;
    }
    if (message.contains("e-mail address")) {
      return EMAIL;
    }
    return PASSWORD;
  }

  private static String sentence(String message) {
    String said =
        message.replaceFirst("^userName", "The name").replaceFirst("^fullName", "The full name");
    if (said.endsWith(".")) {
      return said;
    }
    return said + ".";
  }

  private Reply page(
      int status, Exchange exchange, Visitor visitor, Typed typed, Problems problems) {
    Messages words = pages.words(exchange);
    List<Field> fields =
        List.of(
            Field.text(EMAIL, words.text("sign-up.email"), "email", typed.email()).typed("email"),
            Field.text(NAME, words.text("sign-up.name"), "username", typed.name())
                .hinting(words.text("sign-up.name.hint"))
                .optional(),
            Field.text(FULL_NAME, words.text("sign-up.full-name"), "name", typed.fullName())
                .optional(),
            Field.password(PASSWORD, words.text("sign-up.password"), "new-password")
                .hinting(words.text("lifecycle.password.hint")));
    return pages.form(
        status, exchange, visitor, "sign-up", fields, flow(exchange, typed), problems);
  }
}
