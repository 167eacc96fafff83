package dev.countersign.http.operator;

import dev.countersign.health.FaceModelReport;
import dev.countersign.health.Readiness;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /health}: the process answers; it asks nothing, so that a slow database never gets a
 * server restarted, and says which face models there are once it knows. {@code GET /health/ready}:
 * it could sign somebody in.
 */
final class Health implements Endpoint {
  private static final int UNAVAILABLE = 503;

  private final PlainDialect dialect;
  private final Readiness readiness;
  private final FaceModelReport models;

  Health(PlainDialect dialect, Readiness readiness, FaceModelReport models) {
    this.dialect = dialect;
    this.readiness = readiness;
    this.models = models;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/health", dialect, BodyKind.NONE, Access.open(this::alive)),
        new Route(Method.GET, "/health/ready", dialect, BodyKind.NONE, Access.open(this::ready)));
  }

  private Reply alive(Exchange exchange) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "up");
    models.models().ifPresent(known -> body.put("face_models", known));
    return Reply.json(200, body);
  }

  private Reply ready(Exchange exchange) {
    Map<String, Boolean> checks = readiness.checks();
    Map<String, Object> told = new LinkedHashMap<>();
    checks.forEach((name, passed) -> told.put(name, word(passed)));
    boolean all = Readiness.allPassed(checks);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", word(all));
    body.put("checks", told);
    if (all) {
      return Reply.json(200, body);
    }
    return Reply.json(UNAVAILABLE, body);
  }

  private static String word(boolean up) {
    if (up) {
      return "up";
    }
    return "down";
  }
}
