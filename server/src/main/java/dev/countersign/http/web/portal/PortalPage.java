package dev.countersign.http.web.portal;

import dev.countersign.domain.Portal.Kind;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.web.portal.PortalDialect.Features;
import dev.countersign.portal.Shot;
import dev.countersign.portal.Visit;
import dev.countersign.portal.Visit.Closed;
import dev.countersign.portal.Visit.Open;
import dev.countersign.portal.Visit.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A portal in a browser: what the person would agree to, a camera or a photograph, and what became
 * of it. Whoever knows the address may use it while it is open, so the form needs no other secret
 * against forged submissions; and there is no cookie that another site could ride on.
 */
final class PortalPage implements Endpoint {
  private final PortalDialect dialect;
  private final Features features;
  private final Address address;
  private final PortalViews views;

  PortalPage(PortalDialect dialect, Features features, Address address) {
    this.dialect = dialect;
    this.features = features;
    this.address = address;
    this.views = new PortalViews(features);
  }

  @Override
  public List<Route> routes() {
    String path = address.path();
    Access frames = Access.capability(this::closed, new FrameCall(features, this::visit)::answer);
    return List.of(
        new Route(
            Method.GET, path, dialect, BodyKind.NONE, Access.capability(this::closed, this::asked)),
        new Route(
            Method.POST,
            path,
            dialect,
            BodyKind.PICTURE_FORM,
            Access.capability(this::closed, this::submitted)),
        new Route(Method.POST, path + Address.FRAME, dialect, BodyKind.FRAME, frames));
  }

  /** How addresses are asked for. */
  static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Visit visit(Exchange exchange) {
    return address.visit(features.visits(), exchange);
  }

  private Optional<Reply> closed(Exchange exchange) {
    return switch (visit(exchange)) {
      case Open _ -> Optional.empty();
      case Closed closed -> Optional.of(views.gone(exchange, closed));
      case Unknown _ -> Optional.of(views.unknown(exchange));
    };
  }

  /** It may have been closed since the gate was asked. */
  private Reply answered(Exchange exchange, Function<Open, Reply> page) {
    return switch (visit(exchange)) {
      case Open open -> page.apply(open);
      case Closed closed -> views.gone(exchange, closed);
      case Unknown _ -> views.unknown(exchange);
    };
  }

  private Reply asked(Exchange exchange) {
    boolean declining = exchange.query("decline").isPresent();
    return answered(exchange, open -> asked(exchange, open, declining));
  }

  /** A person's enrolment URL has no end of that kind. */
  private Reply asked(Exchange exchange, Open open, boolean declining) {
    if (declining && open.portal().isPresent()) {
      return views.declining(exchange, open);
    }
    return views.asked(exchange, open);
  }

  private Reply submitted(Exchange exchange) {
    return answered(exchange, open -> submitted(exchange, open));
  }

  private Reply submitted(Exchange exchange, Open open) {
    PortalForm form = new PortalForm(exchange.multipart());
    if (form.cancelled()) {
      features.agreements().cancelled(open, exchange.origin());
      return views.cancelled(exchange, open);
    }
    if (form.agreed().isEmpty()) {
      return views.wrong(exchange, open, "portal.wrong.agree", false);
    }
    if (!form.agreed().equals(open.terms())) {
      return views.wrong(exchange, open, "portal.wrong.changed", false);
    }
    Optional<String> code = form.code().filter(_ -> open.kind() == Kind.AUTHENTICATE);
    if (code.isPresent()) {
      return told(exchange, open, form.codeReference(), code.get());
    }
    return form.shot()
        .map(shot -> tried(exchange, open, shot))
        .orElseGet(() -> views.wrong(exchange, open, "portal.wrong.photograph", true));
  }

  private Reply tried(Exchange exchange, Open open, Shot shot) {
    return new OutcomePage(views, exchange, () -> visit(exchange))
        .of(open, features.attempts().attempt(open, shot, exchange.origin()), "");
  }

  private Reply told(Exchange exchange, Open open, String reference, String code) {
    return new OutcomePage(views, exchange, () -> visit(exchange))
        .of(open, features.attempts().tell(open, reference, code, exchange.origin()), reference);
  }
}
