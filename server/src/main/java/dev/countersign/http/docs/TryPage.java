package dev.countersign.http.docs;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code GET /docs/try}: a form for each call of the description, which a script of ours makes and
 * sends. {@code ?call=} and an operation's id choose one. Nothing that is typed there is sent to
 * this page, only to the call.
 */
final class TryPage implements Endpoint {
  private final PageRoutes routes;
  private final Pages pages;

  /** Made at the first request, because reading the description takes a while. */
  private final AtomicReference<List<CallGroup>> groups = new AtomicReference<>(List.of());

  TryPage(PageRoutes routes, Pages pages) {
    this.routes = routes;
    this.pages = pages;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page("/docs/try", this::page));
  }

  private Reply page(Exchange exchange, Visitor visitor) {
    List<CallGroup> all = groups();
    String first = all.getFirst().calls().getFirst().id();
    Optional<String> wanted = exchange.query("call");
    String chosen =
        wanted.filter(id -> all.stream().anyMatch(group -> group.has(id))).orElse(first);
    return pages.reply(exchange, visitor, View.of(200, "docs/try.jte", new TryModel(all, chosen)));
  }

  /** Two requests at once both read it, and find the same. */
  private List<CallGroup> groups() {
    if (groups.get().isEmpty()) {
      groups.set(CallGroup.of(Descriptions.openApi()));
    }
    return groups.get();
  }
}
