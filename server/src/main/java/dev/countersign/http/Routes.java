package dev.countersign.http;

import dev.countersign.http.Failure.Kind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Every call of the server, mounted behind the pipeline; and what answers when there is none. */
public final class Routes {
  private final List<Route> routes;
  private final List<Dialect> dialects;
  private final Dialect fallback;

  /**
   * Collects the calls.
   *
   * @param endpoints what is mounted
   * @param fallback who words failures of paths that belong to no dialect
   */
  public Routes(List<Endpoint> endpoints, Dialect fallback) {
    this.routes = endpoints.stream().flatMap(endpoint -> endpoint.routes().stream()).toList();
    this.fallback = fallback;
    this.dialects =
        routes.stream()
            .map(Route::dialect)
            .distinct()
            .sorted(Comparator.comparingInt((Dialect one) -> one.prefix().length()).reversed())
            .toList();
  }

  /** What is mounted, for the documents that describe it. */
  public List<Route> all() {
    return routes;
  }

  /** Who words failures of that path: the dialect with the longest prefix of it. */
  Dialect dialectOf(String path) {
    return dialects.stream()
        .filter(dialect -> within(path, dialect.prefix()))
        .findFirst()
        .orElse(fallback);
  }

  private static boolean within(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  void mount(RoutesConfig javalin, Pipeline pipeline) {
    for (Route route : routes) {
      javalin.addHttpHandler(
          HandlerType.findOrCreate(route.method().name()),
          route.path(),
          context -> pipeline.serve(route, context));
      if (route.method() == Method.GET) {
        // RFC 9110, section 9.3.2: "The server SHOULD send the same header fields in response to a
        // HEAD request as it would have sent if the request method had been GET." The content is
        // left out further down.
        javalin.addHttpHandler(
            HandlerType.HEAD, route.path(), context -> pipeline.serve(route, context));
      }
    }
    javalin.exception(
        HttpResponseException.class,
        (thrown, context) -> refuse(failure(thrown.getStatus()), context, pipeline));
    javalin.exception(Exception.class, (thrown, context) -> unexpected(context, pipeline));
  }

  private void refuse(Failure failure, Context context, Pipeline pipeline) {
    Failure told = failure;
    if (failure.kind() == Kind.METHOD_NOT_ALLOWED) {
      // RFC 9110, section 15.5.6: "The origin server MUST generate an Allow header field in a 405
      // response containing a list of the target resource's currently supported methods."
      String allowed = allowed(context.path());
      context.res().setHeader("Allow", allowed);
      told = Failure.of(failure.kind(), "This call takes " + allowed + "; see /openapi.json");
    }
    pipeline.refuse(dialectOf(context.path()), told, context);
  }

  private String allowed(String path) {
    return routes.stream()
        .filter(route -> matches(route.path().split("/", -1), path.split("/", -1)))
        .map(route -> route.method().name())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static boolean matches(String[] template, String[] path) {
    if (template.length != path.length) {
      return false;
    }
    for (int i = 0; i < template.length; i++) {
      if (!template[i].startsWith("{") && !template[i].equals(path[i])) {
        return false;
      }
    }
    return true;
  }

  private void unexpected(Context context, Pipeline pipeline) {
    pipeline.refuse(dialectOf(context.path()), failure(500), context);
  }

  /** A status that the HTTP layer itself decided on, as a failure. */
  static Failure failure(int status) {
    return switch (status) {
      case 404 -> Failure.of(Kind.NOT_FOUND, "There is no such call; see /openapi.json");
      case 405 ->
          Failure.of(Kind.METHOD_NOT_ALLOWED, "This call has another method; see /openapi.json");
      case 413 -> Failure.of(Kind.TOO_LARGE, "The request is too large");
      case 414 -> Failure.of(Kind.TOO_LARGE, "The address is too long");
      case 431 -> Failure.of(Kind.TOO_LARGE, "The header fields are too large");
      case 505 -> Failure.of(Kind.MALFORMED, "This server speaks HTTP/1.1");
      case 415 -> Failure.of(Kind.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json");
      default -> {
        if (status >= 500) {
          yield Failure.of(Kind.UNEXPECTED, "Unexpected failure");
        }
        yield Failure.of(Kind.MALFORMED, "The request is malformed");
      }
    };
  }
}
