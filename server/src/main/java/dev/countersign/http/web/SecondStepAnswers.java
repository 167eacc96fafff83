package dev.countersign.http.web;

import dev.countersign.factor.Method;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.signin.SecondStep.Busy;
import dev.countersign.signin.SecondStep.Done;
import dev.countersign.signin.SecondStep.Over;
import dev.countersign.signin.SecondStep.Result;
import dev.countersign.signin.SecondStep.Stay;
import dev.countersign.signin.SecondStep.Throttled;
import dev.countersign.signin.SecondStep.Used;
import dev.countersign.signin.SecondStep.Wrong;
import dev.countersign.signin.WaitingSignIns.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the second step is asked for, and how what was shown is answered. */
final class SecondStepAnswers {
  private static final int FORBIDDEN = 403;
  private static final int UNPROCESSABLE = 422;

  private final SecondStepPages.Features features;

  SecondStepAnswers(SecondStepPages.Features features) {
    this.features = features;
  }

  /** A failure in words, and how long to wait. */
  record Problem(int status, String text, Optional<Failure> failure) {}

  /** Where the step is over: to what comes next, or past recovery codes that are shown once. */
  Reply done(Exchange exchange, Visitor visitor, Aim aim, Done done) {
    Reply reply = Reply.seeOther(aim.next());
    if (!done.recoveryCodes().isEmpty()) {
      RecoveryCodesModel model = new RecoveryCodesModel(done.recoveryCodes(), aim.next());
      reply = features.pages().reply(exchange, visitor, aim.leading(model.view()));
    }
    reply = reply.with(BrowserGate.cookie(done.signedIn().cookie())).with(StepCookies.done());
    if (done.remembered().isPresent()) {
      reply = reply.with(StepCookies.remembered(done.remembered().get()));
    }
    return reply;
  }

  /** Asked there whether they want to stay; the token is good once, for some minutes. */
  Reply stay(Stay stay) {
    return Reply.seeOther("/restore-account?token=" + stay.token()).with(StepCookies.done());
  }

  /** Nothing waits any more. */
  Reply over(Aim aim) {
    return Reply.seeOther("/sign-in" + aim.query() + "&again").with(StepCookies.done());
  }

  Reply answered(Exchange exchange, Visitor visitor, Aim aim, Method method, Result result) {
    Messages words = features.pages().words(exchange);
    return switch (result) {
      case Done done -> done(exchange, visitor, aim, done);
      case Stay stay -> stay(stay);
      case Over _ -> over(aim);
      case Wrong _ -> refused(exchange, visitor, aim, method, "wrong");
      case Used _ -> refused(exchange, visitor, aim, method, "used");
      case Throttled(Duration wait) ->
          asked(exchange, visitor, aim, method, throttled(words, wait));
      case Busy(Duration wait) -> asked(exchange, visitor, aim, method, busy(words, wait));
    };
  }

  private Reply refused(Exchange exchange, Visitor visitor, Aim aim, Method method, String why) {
    String text = features.pages().words(exchange).text("second." + method.text() + "." + why);
    return asked(
        exchange, visitor, aim, method, new Problem(UNPROCESSABLE, text, Optional.empty()));
  }

  static Problem throttled(Messages words, Duration wait) {
    Failure failure = Failure.throttled(wait);
    long seconds = Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L));
    String text = words.text("sign-in.throttled", seconds);
    return new Problem(failure.kind().status(), text, Optional.of(failure));
  }

  static Problem busy(Messages words, Duration wait) {
    Failure failure = Failure.busy(wait);
    String text = words.text("sign-in.busy");
    return new Problem(failure.kind().status(), text, Optional.of(failure));
  }

  /** Asks again, saying what was wrong. */
  Reply asked(Exchange exchange, Visitor visitor, Aim aim, Method method, Problem problem) {
    Optional<Waiting> waiting =
        StepCookies.waiting(exchange).flatMap(id -> features.waiting().waiting(id));
    if (waiting.isEmpty()) {
      return over(aim);
    }
    if (waiting.get().codeNotSent()) {
      return codeNotSent(exchange, visitor, aim, waiting.get());
    }
    Problems problems = Problems.of(field(method), problem.text());
    Reply reply = page(problem.status(), exchange, visitor, aim, waiting.get(), method, problems);
    return problem.failure().map(reply::retry).orElse(reply);
  }

  /** Says what to do to whom no code can be sent. */
  Reply codeNotSent(Exchange exchange, Visitor visitor, Aim aim, Waiting waiting) {
    CodeNotSentModel model =
        new CodeNotSentModel(
            waiting.user().userName(), "/sign-in" + aim.query() + "&again", aim.flowId());
    return features
        .pages()
        .reply(exchange, visitor, aim.leading(View.of(FORBIDDEN, "code-not-sent.jte", model)));
  }

  private static String field(Method method) {
    return switch (method) {
      case APP, MAIL, RECOVERY -> "code";
      case PASSKEY -> "use-passkey";
      case FACE -> "picture";
    };
  }

  Reply page(
      int status,
      Exchange exchange,
      Visitor visitor,
      Aim aim,
      Waiting waiting,
      Method method,
      Problems problems) {
    List<Method> others = waiting.methods().stream().filter(other -> other != method).toList();
    String options = "";
    if (method == Method.PASSKEY) {
      var user = waiting.user();
      options =
          PasskeyOptions.json(
              features
                  .passkeys()
                  .options(user.customerId(), Optional.of(user.id()), visitor.csrfToken()));
    }
    SecondStepModel model =
        new SecondStepModel(
            waiting.user().userName(),
            method,
            others,
            problems,
            waiting.codeSent(),
            waiting.rememberDays(),
            aim.next(),
            aim.flowId(),
            options);
    return features
        .pages()
        .reply(exchange, visitor, aim.leading(View.of(status, "second-step.jte", model)));
  }
}
