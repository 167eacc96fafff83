package dev.countersign.http.web.portal;

import dev.countersign.capture.Refusal;
import dev.countersign.enrolment.FaceEnrolment;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.portal.Outcome;
import dev.countersign.portal.Outcome.Authenticated;
import dev.countersign.portal.Outcome.Busy;
import dev.countersign.portal.Outcome.ClosedMeanwhile;
import dev.countersign.portal.Outcome.CodeSent;
import dev.countersign.portal.Outcome.Enrolled;
import dev.countersign.portal.Outcome.Found;
import dev.countersign.portal.Outcome.Refused;
import dev.countersign.portal.Outcome.TooOften;
import dev.countersign.portal.Visit;
import dev.countersign.portal.Visit.Closed;
import dev.countersign.portal.Visit.Open;
import dev.countersign.portal.Visit.Unknown;
import java.time.Duration;
import java.util.function.Supplier;

/** What a try led to. */
final class OutcomePage {
  private final PortalViews views;
  private final Exchange exchange;
  private final Supplier<Visit> now;

  OutcomePage(PortalViews views, Exchange exchange, Supplier<Visit> now) {
    this.views = views;
    this.exchange = exchange;
    this.now = now;
  }

  /**
   * The page.
   *
   * @param code the reference of a code that may still be told, or the empty string
   */
  Reply of(Open open, Outcome outcome, String code) {
    return switch (outcome) {
      case Enrolled(var thumbnail) -> views.done(exchange, open, thumbnail);
      case Authenticated(var thumbnail) -> views.done(exchange, open, thumbnail);
      case Found(var people, var thumbnail) -> views.found(exchange, open, people, thumbnail);
      case Refused(Refusal refusal) -> refused(open, refusal, code);
      case CodeSent(String reference) -> views.code(exchange, open, reference);
      case ClosedMeanwhile _ -> closed();
      case TooOften(Duration wait, boolean person) -> {
        Failure failure = Failure.throttled(wait);
        String text = views.later(exchange, wait, person);
        yield views.again(exchange, open, failure.kind().status(), text).retry(failure);
      }
      case Busy(Duration wait) -> {
        Failure failure = Failure.busy(wait);
        String text = views.words(exchange).text("portal.wrong.busy");
        yield views.again(exchange, open, failure.kind().status(), text).retry(failure);
      }
    };
  }

  private Reply refused(Open open, Refusal refusal, String code) {
    return switch (now.get()) {
      // The text as it is now, which nobody has agreed to yet.
      case Open fresh when refusal.code().equals(FaceEnrolment.CONSENT_CHANGED) ->
          views.wrong(exchange, fresh, "portal.wrong.changed", false);
      case Open fresh when !code.isEmpty() -> views.wrongCode(exchange, fresh, refusal, code);
      case Open fresh -> views.refused(exchange, fresh, refusal);
      case Closed _, Unknown _ -> views.failed(exchange, open, refusal);
    };
  }

  private Reply closed() {
    return switch (now.get()) {
      case Closed closed -> views.gone(exchange, closed);
      case Open _, Unknown _ -> views.unknown(exchange);
    };
  }
}
