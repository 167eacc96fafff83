package dev.countersign.http.console;

import dev.countersign.http.page.Shell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that the console's navigation leads to.
 *
 * @param path where it is
 * @param key the name of its title
 * @param first whether all the others are below it
 */
public record Place(String path, String key, boolean first) {
  /** The server's. */
  static final List<Place> SERVER =
      List.of(
          new Place("/console/server", "console.overview.title", true),
          new Place("/console/server/customers", "console.customers.title", false),
          new Place("/console/server/events", "console.events.title", false),
          new Place("/console/server/keys", "console.signing.title", false),
          new Place("/console/server/health", "console.health.title", false),
          new Place("/console/server/configuration", "console.configuration.title", false),
          new Place("/console/server/exports", "console.exports.title", false),
          new Place("/console/server/imports", "console.imports.title", false),
          new Place("/console/server/operators", "console.operators.title", false));

  /** A customer's. */
  static List<Place> within(String customer) {
    return List.of(
        new Place(customer, "console.overview.title", true),
        new Place(customer + "/users", "console.users.title", false),
        new Place(customer + "/groups", "console.groups.title", false),
        new Place(customer + "/roles", "console.roles.title", false),
        new Place(customer + "/search-spaces", "console.spaces.title", false),
        new Place(customer + "/erasure-receipts", "console.receipts.title", false),
        new Place(customer + "/events", "console.events.title", false),
        new Place(customer + "/clients", "console.clients.title", false),
        new Place(customer + "/keys", "console.keys.title", false),
        new Place(customer + "/settings", "console.settings.title", false),
        new Place(customer + "/mails", "console.mails.title", false),
        new Place(customer + "/callbacks", "console.callbacks.title", false),
        new Place(customer + "/deliveries", "console.deliveries.title", false),
        new Place(customer + "/exports", "console.exports.title", false));
  }

  /**
   * What {@code aria-current} says of a link to it; null where the page is neither it nor below.
   */
  public @Nullable String current(Shell shell) {
    if (shell.exactlyAt(path)) {
      return "page";
    }
    if (!first && shell.at(path)) {
      return "true";
    }
    return null;
  }
}
