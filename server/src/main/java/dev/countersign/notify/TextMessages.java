package dev.countersign.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text messages to telephones, by a gateway that they are posted to: it turns {@code
 * {"requestType":"enrolmentText","to":"+445550100","text":"..."}} into what its operator's network
 * takes. Signed and tried again like a callback. Where no gateway is configured none is sent.
 */
public final class TextMessages {
  private static final Logger log = LoggerFactory.getLogger(TextMessages.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Notifications notifications;
  private final Optional<URI> gateway;

  public TextMessages(Notifications notifications, Optional<URI> gateway) {
    this.notifications = notifications;
    this.gateway = gateway;
  }

  /** Queues one that tells a person of where to enrol their face. */
  public void enrolment(
      Transaction tx, CustomerId customer, UserId person, String number, String text) {
    if (gateway.isEmpty()) {
      log.info(
          "Customer {} wants text messages, and none is sent: outbox.sms-url is not set", customer);
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("requestType", "enrolmentText");
    fields.put("to", number);
    fields.put("text", text);
    Callback callback = new Callback(gateway.get().toString(), bytes(fields));
    notifications.callback(tx, customer, Optional.of(person), callback);
  }

  private static byte[] bytes(Map<String, String> fields) {
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts can always be written", e);
    }
  }
}
