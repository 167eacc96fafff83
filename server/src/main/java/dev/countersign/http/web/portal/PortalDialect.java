package dev.countersign.http.web.portal;

import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.PageDialect;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import dev.countersign.portal.Agreements;
import dev.countersign.portal.Attempts;
import dev.countersign.portal.Challenges;
import dev.countersign.portal.Guide;
import dev.countersign.portal.Visit;
import dev.countersign.portal.Visit.Open;
import dev.countersign.portal.Visit.Unknown;
import dev.countersign.portal.Visits;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures below the portals' addresses, as pages for people. */
public final class PortalDialect implements Dialect {
  private static final Logger log = LoggerFactory.getLogger(PortalDialect.class);
  private static final String PREFIX = "/deepfaceauth/api/v1/iframe";

  private static final int KILOBYTE = 1000;
  private static final int MEGABYTE = 1_000_000;

  private final Features features;

  PortalDialect(Features features) {
    this.features = features;
  }

  /**
   * What the pages ask.
   *
   * @param mostBytes how large a form with photographs may be
   */
  public record Features(
      Pages pages,
      Visits visits,
      Attempts attempts,
      Agreements agreements,
      Challenges challenges,
      Guide guide,
      long mostBytes) {
    /** The same in words. */
    String most() {
      if (mostBytes < MEGABYTE) {
        return mostBytes / KILOBYTE + " KB";
      }
      return mostBytes / MEGABYTE + " MB";
    }
  }

  /** The pages below the portals' addresses. */
  public static List<Endpoint> endpoints(Features features) {
    PortalDialect dialect = new PortalDialect(features);
    return List.of(
        new PortalPage(dialect, features, Address.ENROLMENT),
        new PortalPage(dialect, features, Address.PORTAL));
  }

  @Override
  public String name() {
    return PageDialect.NAME;
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of();
  }

  @Override
  public Reply failure(Failure failure, Exchange exchange) {
    Pages pages = features.pages();
    Messages words = pages.words(exchange);
    String key = "portal.failure." + key(failure.kind());
    String text =
        failure.kind() == Failure.Kind.MALFORMED
            ? failure.message() + "."
            : words.text(key + ".text", features.most());
    Visit visit = visit(exchange);
    String again = visit instanceof Open ? Address.page(exchange.path()) : "";
    Framing framing = Framing.of(visit);
    NoticeModel model = NoticeModel.failed(words.text(key + ".title"), text, framing, again);
    return pages.framed(
        exchange, View.of(failure.kind().status(), "portal/notice.jte", model), framing.parents());
  }

  /** What failed may be the very thing that would tell. */
  private Visit visit(Exchange exchange) {
    try {
      return Address.visit(features.visits(), exchange.path());
    } catch (RuntimeException e) {
      log.debug("A failure is shown without what surrounds it", e);
      return new Unknown();
    }
  }

  /** Where not even an exchange could be made of the request. */
  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return Reply.text(
        failure.kind().status(), "text/plain; charset=utf-8", failure.message() + ".\n");
  }

  private static String key(Failure.Kind kind) {
    return switch (kind) {
      case TOO_LARGE -> "too-large";
      case NOT_FOUND, METHOD_NOT_ALLOWED -> "not-found";
      case BUSY, TOO_MANY_ATTEMPTS -> "busy";
      case MALFORMED,
          AMBIGUOUS_CREDENTIALS,
          NO_CREDENTIALS,
          INVALID_CREDENTIALS,
          SCOPE_MISSING,
          NETWORK_REFUSED,
          UNSUPPORTED_MEDIA_TYPE,
          UNEXPECTED ->
          "other";
    };
  }
}
