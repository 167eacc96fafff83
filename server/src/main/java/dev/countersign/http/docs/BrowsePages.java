package dev.countersign.http.docs;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Route;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import java.util.List;

/**
 * {@code GET /docs}: browses the description of every call. {@code GET /docs/patrons}: that of the
 * patrons dialect in Swagger 2.0.
 *
 * <p>The policy of all pages holds here too: Swagger UI loads its style from a file, and sets
 * styles of single elements through the object model, which style-src does not forbid; its pictures
 * are data in its style sheet.
 */
final class BrowsePages implements Endpoint {
  private final PageRoutes routes;
  private final Pages pages;

  BrowsePages(PageRoutes routes, Pages pages) {
    this.routes = routes;
    this.pages = pages;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        page("/docs", new BrowseModel("/openapi.json", "none")),
        page("/docs/patrons", new BrowseModel("/swagger.json", "list")));
  }

  private Route page(String path, BrowseModel model) {
    return routes.page(
        path,
        (exchange, visitor) ->
            pages.reply(exchange, visitor, View.of(200, "docs/browse.jte", model)));
  }
}
