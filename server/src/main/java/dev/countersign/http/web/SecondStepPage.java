package dev.countersign.http.web;

import dev.countersign.crypto.Secret;
import dev.countersign.factor.Method;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.signin.SecondStep.Step;
import dev.countersign.signin.Shown;
import dev.countersign.signin.WaitingSignIns.Waiting;
import java.util.List;
import java.util.Optional;

/** {@code /sign-in/second}: what a person shows beside their password. */
final class SecondStepPage implements Endpoint {
  static final String PATH = "/sign-in/second";
  private static final int UNPROCESSABLE = 422;

  private final SecondStepPages.Features features;
  private final SecondStepAnswers answers;
  private final PageRoutes routes;

  SecondStepPage(SecondStepPages.Features features, SecondStepAnswers answers) {
    this.features = features;
    this.answers = answers;
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
  }

  /** Where the step is asked for, on the way to that. */
  static String address(String next, String flow) {
    return PATH + Aim.query(next, flow);
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    Aim aim = Aim.asked(features.flows(), exchange);
    Optional<Waiting> waiting =
        StepCookies.waiting(exchange).flatMap(id -> features.waiting().waiting(id));
    if (waiting.isEmpty()) {
      return answers.over(aim);
    }
    List<Method> methods = waiting.get().methods();
    if (waiting.get().codeNotSent()) {
      return answers.codeNotSent(exchange, visitor, aim, waiting.get());
    }
    if (methods.isEmpty()) {
      return Reply.seeOther(SetUpPage.address(aim));
    }
    Method method =
        exchange
            .query("method")
            .flatMap(Method::of)
            .filter(methods::contains)
            .orElse(methods.getFirst());
    return answers.page(200, exchange, visitor, aim, waiting.get(), method, Problems.NONE);
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    FormBody form = exchange.form();
    Aim aim = Aim.sent(features.flows(), exchange);
    Optional<String> id = StepCookies.waiting(exchange);
    Optional<Method> method = form.optionalText("method").flatMap(Method::of);
    if (id.isEmpty() || method.isEmpty()) {
      return answers.over(aim);
    }
    if (form.optionalText("send").isPresent()) {
      return mailed(exchange, visitor, aim, id.get());
    }
    String code = form.optionalText("code").orElse("").strip();
    String credential = form.optionalText("credential").orElse("");
    if (code.isEmpty() && credential.isEmpty()) {
      String text =
          features.pages().words(exchange).text("second." + method.get().text() + ".missing");
      return answers.asked(
          exchange,
          visitor,
          aim,
          method.get(),
          new SecondStepAnswers.Problem(UNPROCESSABLE, text, Optional.empty()));
    }
    boolean remember = form.optionalText("remember").isPresent();
    Shown shown = shown(method.get(), code, credential, visitor);
    Step step = new Step(id.get(), shown, visitor.user(), remember, exchange.origin());
    return answers.answered(exchange, visitor, aim, method.get(), features.step().show(step));
  }

  private static Shown shown(Method method, String code, String credential, Visitor visitor) {
    // Codes of an app and of a mail are typed in groups, as they are shown in places.
    Secret digits = Secret.of(code.replaceAll("[\\s-]", ""));
    return switch (method) {
      case PASSKEY -> new Shown.OfPasskey(credential, visitor.csrfToken());
      case APP -> new Shown.OfApp(digits);
      case MAIL -> new Shown.OfMail(digits);
      case RECOVERY -> new Shown.OfPaper(Secret.of(code));
      case FACE -> new Shown.OfFace("");
    };
  }

  private Reply mailed(Exchange exchange, Visitor visitor, Aim aim, String id) {
    if (features.waiting().sendCode(id)) {
      String address = address(aim.next(), aim.flowId());
      return Reply.seeOther(address + "&method=" + Method.MAIL.text());
    }
    String text = features.pages().words(exchange).text("second.mail.not-sent");
    return answers.asked(
        exchange,
        visitor,
        aim,
        Method.MAIL,
        new SecondStepAnswers.Problem(UNPROCESSABLE, text, Optional.empty()));
  }
}
