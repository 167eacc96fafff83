package dev.countersign.http.console.settings;

import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.page.Messages;
import dev.countersign.notify.DeliveryLog;
import dev.countersign.notify.DeliveryLog.Found;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code …/deliveries/{message}}: what became of one message, which may be sent again. */
public final class DeliveryPage implements Endpoint {
  private static final String MESSAGE = DeliveriesPage.PATH + "/{message}";
  private static final String WORDS = "console.deliveries.";

  private final ConsoleRoutes routes;
  private final DeliveryLog log;
  private final UserDirectory directory;

  public DeliveryPage(ConsoleRoutes routes, DeliveryLog log, UserDirectory directory) {
    this.routes = routes;
    this.log = log;
    this.directory = directory;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within(MESSAGE, this::shown), routes.act(MESSAGE, this::repeat));
  }

  private Reply shown(ConsoleRequest request) {
    long id = request.id("message");
    Found found = log.find(request.customerId(), id).orElseThrow(() -> new NotFound("the message"));
    Reply page = request.page(200, "console/settings/delivery.jte", model(request, id, found));
    // Looks again by itself until it was tried.
    return found.record().isEmpty() ? page.with("Refresh", "2") : page;
  }

  private DeliveryModel model(ConsoleRequest request, long id, Found found) {
    Messages words = request.words();
    Optional<DeliveryRecord> known = found.record();
    Map<UserId, User> people = DeliveriesPage.people(directory, request, known.stream().toList());
    return new DeliveryModel(
        request.frame(),
        id,
        request.path(DeliveriesPage.PATH + "/" + id),
        request.path(DeliveriesPage.PATH),
        known,
        known.map(one -> DeliveriesPage.what(words, one)).orElse(""),
        known.map(one -> words.text(WORDS + "kind." + DeliveriesPage.lower(one.kind()))).orElse(""),
        known.map(one -> DeliveriesPage.to(request, people, one)).orElse(new Cell.Words("")),
        known
            .map(one -> DeliveriesPage.state(words, one.state()))
            .orElse(new Cell.Badge(words.text(WORDS + "state.queued"), "plain")),
        found.repeatable());
  }

  private Reply repeat(ConsoleRequest request) {
    long id = request.id("message");
    log.repeat(request.customerId(), id, request.origin());
    return ConsoleRequest.done(request.path(DeliveriesPage.PATH + "/" + id), "repeated");
  }
}
