package dev.countersign.http.oauth2.caller;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import java.util.List;

/** {@code OPTIONS} of the calls that scripts in browsers make. */
public final class Preflight implements Endpoint {
  private final Dialect dialect;
  private final List<String> paths;

  public Preflight(Dialect dialect, List<String> paths) {
    this.dialect = dialect;
    this.paths = List.copyOf(paths);
  }

  @Override
  public List<Route> routes() {
    return paths.stream()
        .map(path ->
            new Route(Method.OPTIONS, path, dialect, BodyKind.NONE, Access.open(Cors::preflight)))
        .toList();
  }
}
