package dev.countersign.http.web.lifecycle;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.http.web.Flows;
import dev.countersign.lifecycle.AddressVerification;
import dev.countersign.lifecycle.FirstPassword;
import dev.countersign.lifecycle.FirstPasswordResult;
import dev.countersign.lifecycle.LinkResult;
import dev.countersign.lifecycle.RequestResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /verify-email}: follows a mailed link, or asks for another. */
final class VerifyEmailPage implements Endpoint {
  static final String PATH = "/verify-email";
  private static final String EMAIL = "email";
  private static final String PASSWORD = "password";
  private static final int CONFLICT = 409;

  private final PageRoutes routes;
  private final PlainPages pages;
  private final AddressVerification verification;
  private final FirstPassword passwords;
  private final DefaultCustomer defaultCustomer;
  private final Flows flows;

  VerifyEmailPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.plain();
    this.verification = features.accounts().verification();
    this.passwords = features.accounts().firstPassword();
    this.defaultCustomer = features.defaultCustomer();
    this.flows = features.flows();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    String token = PlainPages.query(exchange, PlainPages.TOKEN);
    if (token.isEmpty()) {
      return another(200, exchange, visitor, "", Problems.NONE);
    }
    if (verification.look(token).isEmpty()) {
      return pages.unknown(exchange, visitor, PATH);
    }
    Optional<String> name = passwords.wanted(token, SignUpCookie.of(exchange));
    if (name.isPresent()) {
      return choice(200, exchange, visitor, token, name.get(), Problems.NONE);
    }
    Map<String, String> hidden = Map.of(PlainPages.TOKEN, token);
    return pages.form(200, exchange, visitor, "verify-email", List.of(), hidden, Problems.NONE);
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    FormBody form = exchange.form();
    String token = PlainPages.line(form, PlainPages.TOKEN);
    if (token.isEmpty()) {
      return asksForAnother(exchange, visitor, PlainPages.line(form, EMAIL));
    }
    Optional<String> name = passwords.wanted(token, SignUpCookie.of(exchange));
    if (name.isPresent()) {
      return chosen(exchange, visitor, token, name.get());
    }
    return followed(
        exchange,
        visitor,
        verification.follow(Optional.empty(), token, Optional.empty(), exchange.origin()));
  }

  /** Whoever confirms in another browser than was signed up in need not be who signed up. */
  private Reply chosen(Exchange exchange, Visitor visitor, String token, String name) {
    String password = exchange.form().optionalText(PASSWORD).orElse("");
    if (password.isEmpty()) {
      Problems missing =
          Problems.of(PASSWORD, pages.words(exchange).text("sign-up.password.missing"));
      return choice(PlainPages.UNPROCESSABLE, exchange, visitor, token, name, missing);
    }
    return switch (passwords.follow(token, Secret.of(password), exchange.origin())) {
      case FirstPasswordResult.Followed(LinkResult result) -> followed(exchange, visitor, result);
      case FirstPasswordResult.Refused(String message) -> {
        Problems refused = Problems.of(PASSWORD, message);
        yield choice(PlainPages.UNPROCESSABLE, exchange, visitor, token, name, refused);
      }
      case FirstPasswordResult.Busy(Duration wait) -> {
        Failure failure = Failure.busy(wait);
        Problems busy = pages.busy(exchange, PASSWORD);
        int status = failure.kind().status();
        yield choice(status, exchange, visitor, token, name, busy).retry(failure);
      }
    };
  }

  private Reply choice(
      int status,
      Exchange exchange,
      Visitor visitor,
      String token,
      String name,
      Problems problems) {
    return pages.form(
        status,
        exchange,
        visitor,
        "verify-email.choose",
        NewPassword.fields(pages.words(exchange), name, "verify-email.choose.password"),
        Map.of(PlainPages.TOKEN, token),
        problems);
  }

  /** A request waits a quarter of an hour, and mail may take longer. */
  private Reply done(Exchange exchange, Visitor visitor) {
    Optional<String> signedUpFor = SignUpCookie.flow(exchange);
    if (signedUpFor.isEmpty()) {
      return pages.notice(200, exchange, visitor, "verify-email.done");
    }
    Reply reply =
        flows
            .find(signedUpFor.get(), exchange)
            .map(flow ->
                pages.notice(
                    200,
                    exchange,
                    visitor,
                    "verify-email.go-on",
                    "/sign-in?flow=" + flow.id(),
                    "lifecycle.sign-in"))
            .orElseGet(() ->
                pages.notice(
                    200,
                    exchange,
                    visitor,
                    "verify-email.start-again",
                    "/account",
                    "lifecycle.account"));
    return reply.with(SignUpCookie.flow(""));
  }

  private Reply followed(Exchange exchange, Visitor visitor, LinkResult result) {
    return switch (result) {
      case LinkResult.Done _ -> done(exchange, visitor);
      case LinkResult.Unknown _ -> pages.unknown(exchange, visitor, PATH);
      case LinkResult.Expired _ -> pages.expired(exchange, visitor, PATH);
      case LinkResult.NameTaken _ ->
          pages.notice(
              CONFLICT, exchange, visitor, "verify-email.taken", "/sign-up", "lifecycle.sign-up");
    };
  }

  private Reply asksForAnother(Exchange exchange, Visitor visitor, String email) {
    if (email.isEmpty()) {
      Problems missing = Problems.of(EMAIL, pages.words(exchange).text("sign-up.email.missing"));
      return another(PlainPages.UNPROCESSABLE, exchange, visitor, email, missing);
    }
    RequestResult result =
        verification.request(defaultCustomer.of(exchange.authority()), email, exchange.origin());
    return switch (result) {
      case RequestResult.Accepted _ -> pages.notice(200, exchange, visitor, "verify-email.sent");
      case RequestResult.Throttled(Duration wait) -> {
        Failure failure = Failure.throttled(wait);
        Problems often = pages.throttled(exchange, EMAIL, wait);
        yield another(failure.kind().status(), exchange, visitor, email, often).retry(failure);
      }
    };
  }

  private Reply another(
      int status, Exchange exchange, Visitor visitor, String email, Problems problems) {
    String label = pages.words(exchange).text("sign-up.email");
    Field field = Field.text(EMAIL, label, "email", email).typed("email");
    return pages.form(
        status, exchange, visitor, "verify-email.again", List.of(field), Map.of(), problems);
  }
}
