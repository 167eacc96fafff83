package dev.countersign.http.web;

import dev.countersign.capture.Refusal;
import dev.countersign.enrolment.EnrolmentPortal;
import dev.countersign.enrolment.EnrolmentPortal.Outcome;
import dev.countersign.enrolment.EnrolmentPortal.Outcome.ClosedMeanwhile;
import dev.countersign.enrolment.EnrolmentPortal.Outcome.Ended;
import dev.countersign.enrolment.EnrolmentPortal.Outcome.TooOften;
import dev.countersign.enrolment.EnrolmentPortal.Visit;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Closed;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Open;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Unknown;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.enrolment.EnrolmentResult.Busy;
import dev.countersign.enrolment.EnrolmentResult.Enrolled;
import dev.countersign.enrolment.EnrolmentResult.Refused;
import dev.countersign.enrolment.FaceEnrolment;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.MultipartBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.user.EnrolmentLinks;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The enrolment URL in a browser: what the person would agree to, a photograph, and what became of
 * it. Whoever knows the URL may use it while it is open, so the form needs no other secret against
 * forged submissions; and there is no cookie that another site could ride on.
 */
final class EnrolmentPage implements Endpoint {
  private static final int UNPROCESSABLE = 422;
  private static final String CHANGED =
      "The text has changed meanwhile. Please read and agree again.";

  private final WebDialect dialect;
  private final EnrolmentPortal portal;

  EnrolmentPage(WebDialect dialect, EnrolmentPortal portal) {
    this.dialect = dialect;
    this.portal = portal;
  }

  @Override
  public List<Route> routes() {
    String path = EnrolmentLinks.PATH + "{first}/{second}";
    return List.of(
        new Route(
            Method.GET, path, dialect, BodyKind.NONE, Access.capability(this::closed, this::asked)),
        new Route(
            Method.POST,
            path,
            dialect,
            BodyKind.PICTURE_FORM,
            Access.capability(this::closed, this::submitted)));
  }

  private Visit visit(Exchange exchange) {
    return EnrolmentLinks.reference(
            EnrolmentLinks.PATH + exchange.pathParam("first") + "/" + exchange.pathParam("second"))
        .map(portal::visit)
        .orElseGet(Unknown::new);
  }

  private Optional<Reply> closed(Exchange exchange) {
    return switch (visit(exchange)) {
      case Open _ -> Optional.empty();
      case Closed(boolean used) -> Optional.of(ClosedPages.gone(used));
      case Unknown _ -> Optional.of(ClosedPages.unknown());
    };
  }

  private Reply asked(Exchange exchange) {
    return answered(exchange, open -> new ConsentForm(open).asked());
  }

  private Reply submitted(Exchange exchange) {
    return answered(exchange, open -> submitted(exchange, open));
  }

  /** It may have been closed since the gate was asked. */
  private Reply answered(Exchange exchange, java.util.function.Function<Open, Reply> page) {
    return switch (visit(exchange)) {
      case Open open -> page.apply(open);
      case Closed(boolean used) -> ClosedPages.gone(used);
      case Unknown _ -> ClosedPages.unknown();
    };
  }

  private Reply submitted(Exchange exchange, Open open) {
    MultipartBody form = exchange.multipart();
    ConsentForm page = new ConsentForm(open);
    String agreedTo = form.text(ConsentForm.AGREED).orElse("");
    if (agreedTo.isEmpty()) {
      return page.again(UNPROCESSABLE, "Please agree first; nothing was kept.", false);
    }
    if (!agreedTo.equals(open.terms())) {
      return page.again(UNPROCESSABLE, CHANGED, false);
    }
    Optional<byte[]> file = form.file(ConsentForm.PHOTOGRAPH);
    if (file.isEmpty()) {
      return page.again(UNPROCESSABLE, "Please take or choose a photograph.", true);
    }
    // The media type in it is not looked at.
    String url = "data:;base64," + Base64.getEncoder().encodeToString(file.get());
    return enrolled(exchange, open, page, url);
  }

  private Reply enrolled(Exchange exchange, Open open, ConsentForm page, String url) {
    Outcome outcome = portal.enrol(open, url, exchange.origin());
    return switch (outcome) {
      case Ended(EnrolmentResult result) -> ended(exchange, open, page, result);
      // The page says whether it was used or expired.
      case ClosedMeanwhile _ -> answered(exchange, _ -> ClosedPages.gone(true));
      case TooOften(Duration wait) -> {
        Failure failure = Failure.throttled(wait);
        yield page.again(failure.kind().status(), later(wait), true).retry(failure);
      }
    };
  }

  private static String later(Duration wait) {
    long minutes = Math.max(1, Math.ceilDiv(wait.toSeconds(), 60L));
    String unit = minutes == 1 ? " minute." : " minutes.";
    return "Too many photographs could not be used. Please try again in " + minutes + unit;
  }

  private Reply ended(Exchange exchange, Open open, ConsentForm page, EnrolmentResult result) {
    return switch (result) {
      case Enrolled _ -> page.done(portal.portrait(open.user()));
      case Refused refused -> refused(exchange, page, refused.refusal());
      case Busy busy -> {
        Failure failure = Failure.busy(busy.retryAfter());
        yield page.again(failure.kind().status(), failure.message() + ".", true).retry(failure);
      }
    };
  }

  private Reply refused(Exchange exchange, ConsentForm page, Refusal refusal) {
    if (refusal.code().equals(FaceEnrolment.CONSENT_CHANGED)) {
      // The text as it is now, which nobody has agreed to yet.
      return answered(
          exchange, fresh -> new ConsentForm(fresh).again(UNPROCESSABLE, CHANGED, false));
    }
    return page.again(UNPROCESSABLE, refusal.message() + ".", true);
  }
}
