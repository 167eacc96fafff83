package dev.countersign.lifecycle;

import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.notify.Notifications;
import dev.countersign.notify.Task;
import dev.countersign.store.Store;
import dev.countersign.user.UserAdministration;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What every part of an account's life is made of. */
record Accounts(
    Store store,
    UserAdministration users,
    SettingsAdministration settings,
    Links links,
    AccountMailer mailer,
    RequestLimits limits,
    Notifications notifications,
    InstantSource clock) {
  private static final String DIALECT = "origin.dialect";
  private static final String REQUEST = "origin.request";

  /** The request that caused a task, as far as the audit trail tells of it. */
  static Map<String, String> fields(Origin origin) {
    return Map.of(DIALECT, origin.dialect(), REQUEST, origin.requestId());
  }

  static Origin origin(Map<String, String> fields) {
    return new Origin(
        fields.getOrDefault(DIALECT, ""),
        fields.getOrDefault(REQUEST, ""),
        InetAddress.getLoopbackAddress());
  }

  /**
   * Takes a stranger's request on. What comes of it is done later and told by mail alone, so that
   * neither the answer nor its time tells whether there is such an account.
   *
   * @param kind the task that does it
   * @param field what the task knows the next by
   * @param asked what the stranger typed
   */
  RequestResult take(
      Optional<CustomerId> customer, String kind, String field, String asked, Origin origin) {
    Optional<Duration> wait = limits.reserve(origin);
    if (wait.isPresent()) {
      return new RequestResult.Throttled(wait.get());
    }
    Map<String, String> fields = new LinkedHashMap<>(fields(origin));
    fields.put(field, asked);
    store.write(tx -> {
      customer.ifPresent(one -> notifications.task(tx, one, new Task(kind, fields)));
      return true;
    });
    return new RequestResult.Accepted();
  }

  /** Whether anybody can be meant by a link of that customer's in a request that named one. */
  static boolean meant(Optional<CustomerId> named, CustomerId ofLink) {
    return named.isEmpty() || named.get().equals(ofLink);
  }
}
