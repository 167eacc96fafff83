package dev.countersign.http.web;

import dev.countersign.factor.Method;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.MultipartBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageDialect;
import dev.countersign.signin.SecondStep.Step;
import dev.countersign.signin.Shown;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code /sign-in/second/face}: the picture of a face as the second factor. */
final class FaceStepForm implements Endpoint {
  private static final String PATH = SecondStepPage.PATH + "/face";
  private static final int UNPROCESSABLE = 422;

  private final SecondStepPages.Features features;
  private final SecondStepAnswers answers;
  private final Dialect dialect;

  FaceStepForm(SecondStepPages.Features features, SecondStepAnswers answers) {
    this.features = features;
    this.answers = answers;
    this.dialect = new PageDialect(PATH, features.pages());
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            dev.countersign.http.Method.POST,
            PATH,
            dialect,
            BodyKind.PICTURE_FORM,
            Access.page(features.gate(), this::sent)));
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    MultipartBody form = exchange.multipart();
    Aim aim = Aim.of(features.flows(), exchange, form.text("continue"), form.text("flow"));
    Optional<String> id = StepCookies.waiting(exchange);
    if (id.isEmpty()) {
      return answers.over(aim);
    }
    Optional<byte[]> picture = form.file("picture").filter(file -> file.length > 0);
    if (picture.isEmpty()) {
      String text = features.pages().words(exchange).text("second.face.missing");
      return answers.asked(
          exchange,
          visitor,
          aim,
          Method.FACE,
          new SecondStepAnswers.Problem(UNPROCESSABLE, text, Optional.empty()));
    }
    String image = "data:;base64," + Base64.getEncoder().encodeToString(picture.get());
    boolean remember = form.text("remember").isPresent();
    Step step =
        new Step(id.get(), new Shown.OfFace(image), visitor.user(), remember, exchange.origin());
    return answers.answered(exchange, visitor, aim, Method.FACE, features.step().show(step));
  }
}
