package dev.countersign.http.page;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Method;
import dev.countersign.http.PageGate;
import dev.countersign.http.Route;

/**
 * Makes the routes of pages below one path, each behind the gate.
 *
 * @param dialect words their failures
 * @param gate stands before them
 */
public record PageRoutes(PageDialect dialect, PageGate gate) {
  /** Those below that path. */
  public static PageRoutes below(String path, Pages pages, PageGate gate) {
    return new PageRoutes(new PageDialect(path, pages), gate);
  }

  /** A page for anybody. */
  public Route page(String path, Access.PageHandler handler) {
    return new Route(Method.GET, path, dialect, BodyKind.NONE, Access.page(gate, handler));
  }

  /** What anybody's form is sent to. */
  public Route form(String path, Access.PageHandler handler) {
    return new Route(Method.POST, path, dialect, BodyKind.FORM, Access.page(gate, handler));
  }

  /** A page for whoever is signed in. */
  public Route ownPage(String path, Access.SignedInHandler handler) {
    return new Route(Method.GET, path, dialect, BodyKind.NONE, Access.signedIn(gate, handler));
  }

  /** What the form of somebody who is signed in is sent to. */
  public Route ownForm(String path, Access.SignedInHandler handler) {
    return new Route(Method.POST, path, dialect, BodyKind.FORM, Access.signedIn(gate, handler));
  }
}
