package dev.countersign.http.admin;

import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Device;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.Scope;
import dev.countersign.domain.Session;
import dev.countersign.domain.StoredKey;
import dev.countersign.domain.User;
import dev.countersign.domain.UserLabel;
import dev.countersign.http.Timestamps;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How things are shown: ids as texts, times in ISO 8601, what is not there left out. */
final class Shown {
  private Shown() {}

  static Map<String, ?> customer(Customer customer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", customer.id().toString());
    fields.put("name", customer.name());
    fields.put("createdAt", time(customer.createdAt()));
    return fields;
  }

  static Map<String, Object> apiKey(ApiKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", key.id().toString());
    fields.put("label", key.label());
    fields.put("kind", word(key.kind()));
    fields.put("scopes", key.scopes().stream().map(Scope::text).sorted().toList());
    fields.put("createdAt", time(key.createdAt()));
    return fields;
  }

  static Map<String, ?> user(User user) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", user.id().toString());
    fields.put("userName", user.userName());
    fields.put("fullName", user.profile().fullName());
    fields.put("email", user.profile().email());
    fields.put("emailVerified", user.profile().emailVerified());
    fields.put("phoneNumber", user.profile().phoneNumber());
    fields.put("countryCode", user.profile().countryCode());
    fields.put("details", UserDetails.shown(user.profile().details()));
    fields.put("state", word(user.state()));
    fields.put("hasPassword", user.password().isPresent());
    fields.put("blacklisted", user.blacklisted());
    fields.put("enrolment", word(user.enrolment().state()));
    fields.put("createdAt", time(user.createdAt()));
    fields.put("updatedAt", time(user.updatedAt()));
    return fields;
  }

  static Map<String, ?> deletion(AccountDeletion deletion) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("userId", deletion.userId().toString());
    fields.put("requestedAt", time(deletion.requestedAt()));
    fields.put("deleteAt", time(deletion.deleteAt()));
    return fields;
  }

  static Map<String, ?> receipt(ErasureReceipt receipt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", Long.toString(receipt.id()));
    fields.put("userId", receipt.userId().toString());
    fields.put("erasedAt", time(receipt.erasedAt()));
    fields.put("templates", receipt.erased().templates());
    fields.put("samples", receipt.erased().samples());
    fields.put("pictures", receipt.erased().pictures());
    fields.put("consents", receipt.erased().consents());
    fields.put("complete", receipt.complete());
    return fields;
  }

  static Map<String, ?> session(Session session) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", session.id().toString());
    fields.put("dialect", session.dialect());
    fields.put("amr", Arrays.asList(session.amr().split(" ", -1)));
    put(fields, "deviceKey", session.deviceKey());
    putTold(fields, "network", session.place().network());
    putTold(fields, "agent", session.place().agent());
    fields.put("authTime", time(session.authTime()));
    fields.put("expiresAt", time(session.expiresAt()));
    return fields;
  }

  static Map<String, ?> device(Device device) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("deviceKey", device.deviceKey());
    fields.put("deviceGroupKey", device.groupKey());
    fields.put("name", device.name());
    fields.put("confirmed", device.confirmedKey().isPresent());
    fields.put("createdAt", time(device.createdAt()));
    fields.put("lastSeenAt", time(device.lastSeenAt()));
    return fields;
  }

  /** A group, or a role. */
  static Map<String, ?> label(UserLabel label) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", Long.toString(label.id()));
    fields.put("name", label.name());
    fields.put("description", label.description());
    fields.put("createdAt", time(label.createdAt()));
    return fields;
  }

  static Map<String, ?> signingKey(StoredKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kid", key.kid());
    fields.put("algorithm", key.algorithm());
    fields.put("state", word(key.state()));
    fields.put("createdAt", time(key.createdAt()));
    put(fields, "activatedAt", optional(key.activatedAt()));
    put(fields, "retiredAt", optional(key.retiredAt()));
    return fields;
  }

  static Map<String, ?> event(AuditEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", Long.toString(event.id()));
    fields.put("at", time(event.at()));
    fields.put("kind", event.kind());
    fields.put("outcome", event.outcome());
    put(fields, "userId", text(event.userId()));
    put(fields, "sessionId", text(event.sessionId()));
    fields.put("dialect", event.dialect());
    fields.put("requestId", event.requestId());
    if (!event.actor().isEmpty()) {
      fields.put("actor", event.actor());
    }
    if (!event.detail().isEmpty()) {
      fields.put("detail", event.detail());
    }
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static void putTold(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return value.toString();
  }

  private static @Nullable String optional(@Nullable Instant instant) {
    if (instant == null) {
      return null;
    }
    return time(instant);
  }

  static String time(Instant instant) {
    return Timestamps.created(instant);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
