package dev.countersign.http.docs;

import dev.countersign.http.Endpoint;
import dev.countersign.http.PageGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import java.util.List;

/** The pages for developers, below {@code /docs}. */
public final class DocsPages {
  private DocsPages() {}

  /** All of them, and the files they need. */
  public static List<Endpoint> endpoints(Pages pages, PageGate gate) {
    PageRoutes routes = PageRoutes.below("/docs", pages, gate);
    return List.of(
        new BrowsePages(routes, pages),
        new TryPage(routes, pages),
        new SwaggerUi(routes.dialect()));
  }
}
