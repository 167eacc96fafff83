package dev.countersign.http.web;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.domain.CustomerId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.http.web.Flows.Flow;
import dev.countersign.passkey.PasskeyAssertion;
import dev.countersign.signin.BrowserSignIn;
import dev.countersign.signin.BrowserSignIn.Busy;
import dev.countersign.signin.BrowserSignIn.Leaving;
import dev.countersign.signin.BrowserSignIn.Refused;
import dev.countersign.signin.BrowserSignIn.SecondFactorNeeded;
import dev.countersign.signin.BrowserSignIn.SignedIn;
import dev.countersign.signin.BrowserSignIn.Throttled;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.WaitingSignIns;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /sign-in}: name and password. */
final class SignInPage implements Endpoint {
  private static final String PATH = "/sign-in";
  private static final String NAME = "user-name";
  private static final String PASSWORD = "password";
  private static final int UNPROCESSABLE = 422;

  private final PageRoutes routes;
  private final Pages pages;
  private final BrowserSignIn signIn;
  private final DefaultCustomer defaultCustomer;
  private final Flows flows;
  private final SecondFactorPages secondFactors;
  private final WaitingSignIns waiting;
  private final PasskeyAssertion passkeys;
  private final Predicate<Optional<CustomerId>> signUpOpen;
  private final ConsoleSignIn console;

  SignInPage(SignInPages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.pages();
    this.signIn = features.signIn();
    this.defaultCustomer = features.defaultCustomer();
    this.flows = features.flows();
    this.secondFactors = features.secondFactors();
    this.waiting = features.waiting();
    this.passkeys = features.passkeys();
    this.signUpOpen = features.signUpOpen();
    this.console = features.console();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    Aim aim = Aim.asked(flows, exchange);
    boolean again = exchange.query("again").isPresent();
    Optional<OpaqueToken> stronger =
        Optional.of(aim).filter(_ -> !again).flatMap(one -> stronger(visitor, one));
    if (stronger.isPresent()) {
      return Reply.seeOther(SecondStepPage.address(aim.next(), aim.flowId()))
          .with(StepCookies.waiting(stronger.get()));
    }
    if (aim.flow().isEmpty() && visitor.user().isPresent() && !again) {
      return Reply.seeOther(aim.next());
    }
    String name = aim.flow().map(Flow::loginHint).orElse("");
    return page(200, exchange, visitor, aim, name, Problems.NONE);
  }

  /** Whoever is signed in well enough but for one more factor is asked for that alone. */
  private Optional<OpaqueToken> stronger(Visitor visitor, Aim aim) {
    Optional<BrowserUser> ofFlow =
        aim.flow()
            .filter(Flow::onlyStronger)
            .flatMap(
                flow -> visitor.user().filter(user -> user.customer().equals(flow.customer())));
    return ofFlow
        .or(() -> visitor.user().filter(_ -> console.needsTwoFactors(aim)))
        .filter(WaitingSignIns::weak)
        .flatMap(waiting::strengthen);
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    FormBody form = exchange.form();
    Aim aim = Aim.sent(flows, exchange);
    String name = form.optionalText(NAME).orElse("").strip();
    String password = form.optionalText(PASSWORD).orElse("");
    if (name.isEmpty() || password.isEmpty()) {
      return page(UNPROCESSABLE, exchange, visitor, aim, name, missing(exchange, name, password));
    }
    Optional<CustomerId> customer = aim.flow().map(Flow::customer).or(() -> meant(exchange, aim));
    BrowserSignIn.Request request =
        new BrowserSignIn.Request(
            customer,
            name,
            Secret.of(password),
            visitor.user(),
            StepCookies.remembered(exchange),
            aim.flow().filter(Flow::twoFactors).isPresent() || console.needsTwoFactors(aim),
            exchange.origin());
    return answered(exchange, visitor, aim, name, signIn.signIn(request));
  }

  private Optional<CustomerId> meant(Exchange exchange, Aim aim) {
    if (aim.console()) {
      return console.chosen(exchange);
    }
    return defaultCustomer.of(exchange.authority());
  }

  private Problems missing(Exchange exchange, String name, String password) {
    Messages words = pages.words(exchange);
    if (!name.isEmpty()) {
      return Problems.of(PASSWORD, words.text("sign-in.password.missing"));
    }
    Problems problems = Problems.of(NAME, words.text("sign-in.name.missing"));
    if (!password.isEmpty()) {
      return problems;
    }
    return problems.and(PASSWORD, words.text("sign-in.password.missing"));
  }

  Reply answered(
      Exchange exchange, Visitor visitor, Aim aim, String name, BrowserSignIn.Result result) {
    Messages words = pages.words(exchange);
    return switch (result) {
      case SignedIn signedIn ->
          Reply.seeOther(aim.next()).with(BrowserGate.cookie(signedIn.cookie()));
      case SecondFactorNeeded needed ->
          secondFactors.reply(exchange, needed, aim.next(), aim.flow());
      // Asked there whether they want to stay; the token is good once, for some minutes.
      case Leaving(String token) -> Reply.seeOther("/restore-account?token=" + token);
      case Refused _ -> {
        Problems wrong = Problems.ofForm(NAME, words.text("sign-in.refused"));
        yield page(UNPROCESSABLE, exchange, visitor, aim, name, wrong);
      }
      case Throttled(var wait) -> {
        Failure failure = Failure.throttled(wait);
        Problems wrong = Problems.ofForm(NAME, words.text("sign-in.throttled", seconds(wait)));
        yield page(failure.kind().status(), exchange, visitor, aim, name, wrong).retry(failure);
      }
      case Busy(var wait) -> {
        Failure failure = Failure.busy(wait);
        Problems wrong = Problems.ofForm(NAME, words.text("sign-in.busy"));
        yield page(failure.kind().status(), exchange, visitor, aim, name, wrong).retry(failure);
      }
    };
  }

  private static long seconds(java.time.Duration wait) {
    return Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L));
  }

  Reply page(
      int status, Exchange exchange, Visitor visitor, Aim aim, String name, Problems problems) {
    Messages words = pages.words(exchange);
    SignInModel model =
        new SignInModel(
            console.field(aim, exchange, words),
            Field.text(NAME, words.text("sign-in.name"), "username webauthn", name),
            Field.password(PASSWORD, words.text("sign-in.password"), "current-password"),
            problems,
            aim.next(),
            aim.flow().map(Flow::id).orElse(""),
            aim.flow().map(Flow::application),
            exchange.safe() && exchange.query("signed-out").isPresent(),
            passkeyOptions(exchange, visitor, aim),
            signUpOpen.test(customer(exchange, aim)));
    View view = View.of(status, "sign-in.jte", model);
    return pages.reply(exchange, visitor, aim.leading(view));
  }

  private Optional<CustomerId> customer(Exchange exchange, Aim aim) {
    return aim.flow().map(Flow::customer).or(() -> defaultCustomer.of(exchange.authority()));
  }

  private String passkeyOptions(Exchange exchange, Visitor visitor, Aim aim) {
    return customer(exchange, aim)
        .map(customer -> passkeys.options(customer, Optional.empty(), visitor.csrfToken()))
        .map(PasskeyOptions::json)
        .orElse("");
  }
}
