package dev.countersign.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditListener;
import dev.countersign.customer.AccountSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.CustomerId;
import dev.countersign.notify.Callback;
import dev.countersign.notify.Notifications;
import dev.countersign.store.Transaction;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a customer's webhook what happened to its accounts, by a signed callback through the
 * outbox. It names people by id alone, so that nothing personal waits there when one is erased.
 */
public final class Webhooks implements AuditListener {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What happens to accounts, groups and roles; not what happens at every sign-in. */
  private static final Set<String> EVENTS =
      EnumSet.of(
              AuditKind.USER_CREATED,
              AuditKind.USER_UPDATED,
              AuditKind.USER_DELETED,
              AuditKind.USER_DISABLED,
              AuditKind.USER_ENABLED,
              AuditKind.USER_BLACKLISTED,
              AuditKind.USER_WHITELISTED,
              AuditKind.USER_INVITED,
              AuditKind.USER_LEAVING,
              AuditKind.USER_RESTORED,
              AuditKind.PASSWORD_CHANGED,
              AuditKind.PASSWORD_CHOSEN,
              AuditKind.ADDRESS_VERIFIED,
              AuditKind.ADDRESS_CHANGED,
              AuditKind.ADDRESS_CHANGE_REFUSED,
              AuditKind.FACTORS_RESET,
              AuditKind.DEVICE_CONFIRMED,
              AuditKind.DEVICE_FORGOTTEN,
              AuditKind.FACE_ERASED,
              AuditKind.CONSENT_WITHDRAWN,
              AuditKind.CONSENT_EXPIRED,
              AuditKind.REFRESH_REUSE,
              AuditKind.GROUP_CREATED,
              AuditKind.GROUP_UPDATED,
              AuditKind.GROUP_DELETED,
              AuditKind.GROUP_MEMBER_ADDED,
              AuditKind.GROUP_MEMBER_REMOVED,
              AuditKind.ROLE_CREATED,
              AuditKind.ROLE_UPDATED,
              AuditKind.ROLE_DELETED,
              AuditKind.ROLE_GRANTED,
              AuditKind.ROLE_REVOKED)
          .stream()
          .map(AuditKind::text)
          .collect(Collectors.toUnmodifiableSet());

  private final SettingsAdministration settings;
  private final Notifications notifications;

  public Webhooks(SettingsAdministration settings, Notifications notifications) {
    this.settings = settings;
    this.notifications = notifications;
  }

  /** What a webhook can be told of. */
  public static Set<String> events() {
    return EVENTS;
  }

  @Override
  public void appended(Transaction tx, AuditEvent event) {
    CustomerId customer = event.customerId();
    if (customer == null || !EVENTS.contains(event.kind()) || tried(event)) {
      return;
    }
    AccountSettings account = settings.account(tx, customer);
    if (account.tells(event.kind())) {
      Callback callback = new Callback(account.webhookUrl(), body(event, customer));
      notifications.callback(tx, customer, Optional.empty(), callback);
    }
  }

  /** What somebody tried in vain did not happen. */
  private static boolean tried(AuditEvent event) {
    return event.outcome().equals("wrong_credentials");
  }

  private static byte[] body(AuditEvent event, CustomerId customer) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", Long.toString(event.id()));
    body.put("event", event.kind());
    body.put("outcome", event.outcome());
    body.put("at", event.at().toString());
    body.put("customerId", customer.toString());
    if (event.userId() != null) {
      body.put("userId", event.userId().toString());
    }
    try {
      if (!event.detail().isEmpty()) {
        body.put("detail", JSON.readTree(event.detail()));
      }
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details are JSON", e);
    }
  }
}
