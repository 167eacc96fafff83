package dev.countersign.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Conditional;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.docs.Descriptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * {@code GET /openapi.json}: every call of the server (OpenAPI 3.1). {@code GET /swagger.json}: the
 * patrons dialect in Swagger 2.0, which its clients are driven by. Written by hand in YAML; the
 * address is filled in.
 */
final class ApiDocuments implements Endpoint {
  private final PlainDialect dialect;
  private final String version;
  private final Supplier<String> baseUrl;

  /** Rendered at the first request, because reading YAML takes a while that no start should. */
  private final ConcurrentMap<String, String> rendered = new ConcurrentHashMap<>();

  ApiDocuments(PlainDialect dialect, String version, Supplier<String> baseUrl) {
    this.dialect = dialect;
    this.version = version;
    this.baseUrl = baseUrl;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/openapi.json", dialect, BodyKind.NONE, Access.open(this::openApi)),
        new Route(Method.GET, "/swagger.json", dialect, BodyKind.NONE, Access.open(this::swagger)));
  }

  private Reply openApi(Exchange exchange) {
    String base = baseUrl.get();
    return document(exchange, rendered.computeIfAbsent("openapi " + base, key -> openApi(base)));
  }

  private Reply swagger(Exchange exchange) {
    String base = baseUrl.get();
    return document(exchange, rendered.computeIfAbsent("swagger " + base, key -> swagger(base)));
  }

  private static Reply document(Exchange exchange, String json) {
    // Documents are public, and tools in browsers read them from elsewhere.
    Reply reply =
        Reply.text(200, "application/json", json).with("Access-Control-Allow-Origin", "*");
    return Conditional.answer(exchange, reply, "public, max-age=300");
  }

  private String openApi(String base) {
    ObjectNode document = Descriptions.openApi();
    document.withObject("/info").put("version", version);
    document.withArray("/servers").addObject().put("url", base);
    return document.toString();
  }

  private String swagger(String base) {
    URI uri = URI.create(base);
    ObjectNode document = Descriptions.patrons();
    document.withObject("/info").put("version", version);
    document.put("host", uri.getRawAuthority());
    document.put("basePath", uri.getRawPath() + document.get("basePath").asText());
    document.putArray("schemes").add(uri.getScheme());
    return document.toString();
  }
}
