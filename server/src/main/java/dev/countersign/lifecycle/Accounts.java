package dev.countersign.lifecycle;

import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.notify.Notifications;
import dev.countersign.store.Store;
import dev.countersign.user.UserAdministration;
import java.net.InetAddress;
import java.time.InstantSource;
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

  /** Refuses to mail somebody who has no address. */
  static void requireAddress(User user) {
    if (user.profile().email().isEmpty()) {
      throw new InvalidInput("The user has no e-mail address to send a mail to");
    }
  }

  /** Whether anybody can be meant by a link of that customer's in a request that named one. */
  static boolean meant(Optional<CustomerId> named, CustomerId ofLink) {
    return named.isEmpty() || named.get().equals(ofLink);
  }
}
