package dev.countersign.http.web;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.signin.SecondStep.Busy;
import dev.countersign.signin.SecondStep.Done;
import dev.countersign.signin.SecondStep.Over;
import dev.countersign.signin.SecondStep.Result;
import dev.countersign.signin.SecondStep.Stay;
import dev.countersign.signin.SecondStep.Step;
import dev.countersign.signin.SecondStep.Throttled;
import dev.countersign.signin.SecondStep.Used;
import dev.countersign.signin.SecondStep.Wrong;
import dev.countersign.signin.Shown;
import dev.countersign.signin.WaitingSignIns.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * {@code /sign-in/set-up}: an app for codes is set up on the way, by who must show a second factor
 * and has none.
 */
final class SetUpPage implements Endpoint {
  private static final String PATH = "/sign-in/set-up";
  private static final String CODE = "code";
  private static final int UNPROCESSABLE = 422;

  private final SecondStepPages.Features features;
  private final SecondStepAnswers answers;
  private final PageRoutes routes;

  SetUpPage(SecondStepPages.Features features, SecondStepAnswers answers) {
    this.features = features;
    this.answers = answers;
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
  }

  static String address(Aim aim) {
    return PATH + aim.query();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  /** Only who has nothing may set something up with no more than a password. */
  private Optional<User> entitled(Exchange exchange) {
    return StepCookies.waiting(exchange)
        .flatMap(id -> features.waiting().waiting(id))
        .filter(Waiting::nothing)
        .map(Waiting::user);
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    Aim aim = Aim.asked(features.flows(), exchange);
    return entitled(exchange)
        .map(user -> page(200, exchange, visitor, aim, user, Problems.NONE))
        .orElseGet(() -> answers.over(aim));
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    Aim aim = Aim.sent(features.flows(), exchange);
    Optional<User> user = entitled(exchange);
    if (user.isEmpty()) {
      return answers.over(aim);
    }
    Secret code = Secret.of(exchange.form().optionalText(CODE).orElse("").replaceAll("[\\s-]", ""));
    Step step =
        new Step(
            StepCookies.waiting(exchange).orElse(""),
            new Shown.OfNewApp(code),
            visitor.user(),
            false,
            exchange.origin());
    return answered(exchange, visitor, aim, user.get(), features.step().show(step));
  }

  private Reply answered(Exchange exchange, Visitor visitor, Aim aim, User user, Result result) {
    Messages words = features.pages().words(exchange);
    return switch (result) {
      case Done done -> answers.done(exchange, visitor, aim, done);
      case Stay stay -> answers.stay(stay);
      case Over _ -> answers.over(aim);
      case Wrong _, Used _ -> {
        Problems wrong = Problems.of(CODE, words.text("app.wrong"));
        yield page(UNPROCESSABLE, exchange, visitor, aim, user, wrong);
      }
      case Throttled(var wait) ->
          later(exchange, visitor, aim, user, SecondStepAnswers.throttled(words, wait));
      case Busy(var wait) ->
          later(exchange, visitor, aim, user, SecondStepAnswers.busy(words, wait));
    };
  }

  private Reply later(
      Exchange exchange, Visitor visitor, Aim aim, User user, SecondStepAnswers.Problem problem) {
    Problems problems = Problems.of(CODE, problem.text());
    Reply reply = page(problem.status(), exchange, visitor, aim, user, problems);
    return problem.failure().map(reply::retry).orElse(reply);
  }

  private Reply page(
      int status, Exchange exchange, Visitor visitor, Aim aim, User user, Problems problems) {
    Optional<Secret> secret = features.apps().unconfirmed(user.customerId(), user.id());
    if (secret.isEmpty()) {
      var _ = features.apps().begin(user.customerId(), user.id());
      secret = features.apps().unconfirmed(user.customerId(), user.id());
    }
    String issuer = features.ring().issuerOf(user.customerId()).baseUrl();
    AppLink link = AppLink.of(issuer, user.userName(), secret.orElseThrow());
    SetUpModel model =
        new SetUpModel(link.image(), link.grouped(), problems, PATH, aim.next(), aim.flowId());
    return features
        .pages()
        .reply(exchange, visitor, aim.leading(View.of(status, "set-up.jte", model)));
  }
}
