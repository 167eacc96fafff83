package dev.countersign.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies sealed in the outbox, as JSON. */
sealed interface Payload {
  /**
   * A mail to one receiver.
   *
   * @param from the sender, or null for the configured one
   * @param about what it is for; null in what an earlier release queued
   */
  record ToOne(
      @Nullable String from, String to, String subject, String text, @Nullable String about)
      implements Payload {}

  /** Work to be done here. */
  record ToDo(String name, Map<String, String> fields) implements Payload {}

  /** A callback; the body is base64 in the JSON. */
  record ToUrl(String url, byte[] body) implements Payload {}

  /** That a client's session with a person has ended. */
  record ToClient(long client, long user, String sid) implements Payload {}

  /** Seals and opens payloads, each bound to its row. */
  record Sealing(KeyEncryption encryption) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    byte[] seal(Payload payload, Optional<CustomerId> customer, long id) {
      try {
        return encryption.encrypt(JSON.writeValueAsBytes(payload), binding(customer, id));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("These records can be written as JSON", e);
      }
    }

    <T extends Payload> T open(OutboxMessage message, Class<T> type) {
      Optional<CustomerId> customer = Optional.ofNullable(message.customerId());
      byte[] json = encryption.decrypt(message.sealedPayload(), binding(customer, message.id()));
      try {
        return JSON.readValue(json, type);
      } catch (IOException e) {
        // Without the cause, whose message may quote the payload.
        throw new IllegalStateException("The payload was sealed by another release");
      }
    }

    private static Binding binding(Optional<CustomerId> customer, long id) {
      long owner = customer.map(CustomerId::value).orElse(0L);
      return new Binding("outbox", "sealed_payload", owner, Long.toString(id));
    }
  }
}
