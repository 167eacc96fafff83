package dev.countersign.http.admin;

import dev.countersign.audit.AuditReview;
import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.Page;
import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A customer's part of the audit trail, newest first. */
final class AuditCalls implements Endpoint {
  private final AdminCalls calls;
  private final AuditReview review;

  AuditCalls(AdminCalls calls, AuditReview review) {
    this.calls = calls;
    this.review = review;
  }

  @Override
  public List<Route> routes() {
    return List.of(calls.get("/audit-events", Scope.LOGS_READ, this::list));
  }

  private Reply list(AdminRequest request) {
    Instant now = request.exchange().receivedAt();
    // Events of this very moment are in it.
    Page<AuditEvent> page =
        review.page(
            request.customer(),
            request.exchange().query("kind"),
            time(request, "from", Instant.EPOCH),
            time(request, "to", now.plusSeconds(1)),
            request.afterNumber(),
            request.limit());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.items().stream().map(Shown::event).toList());
    answer.put("total", page.total());
    long end = request.afterNumber() + page.items().size();
    if (end < page.total()) {
      answer.put("next", Long.toString(end));
    }
    return Reply.json(200, answer);
  }

  private static Instant time(AdminRequest request, String name, Instant standard) {
    return request.exchange().query(name).map(text -> time(name, text)).orElse(standard);
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw RequestRefused.malformed(
          "The parameter " + name + " must be a time like 2026-11-22T03:04:05Z");
    }
  }
}
