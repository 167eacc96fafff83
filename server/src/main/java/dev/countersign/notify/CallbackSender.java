package dev.countersign.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingRefused;
import dev.countersign.outgoing.OutgoingRequest;
import dev.countersign.outgoing.OutgoingResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts signed callbacks. Whatever answers with a status of 200 to 299 has received it. */
public final class CallbackSender implements Courier {
  private final GuardedHttpClient client;
  private final CallbackSecrets secrets;
  private final SettingsAdministration settings;
  private final Payload.Sealing sealing;
  private final RefusedCalls refusedCalls;
  private final InstantSource clock;

  public CallbackSender(
      GuardedHttpClient client,
      CallbackSecrets secrets,
      SettingsAdministration settings,
      KeyEncryption encryption,
      RefusedCalls refusedCalls,
      InstantSource clock) {
    this.client = client;
    this.secrets = secrets;
    this.settings = settings;
    this.sealing = new Payload.Sealing(encryption);
    this.refusedCalls = refusedCalls;
    this.clock = clock;
  }

  @Override
  public Outcome deliver(OutboxMessage message) {
    Payload.ToUrl payload = sealing.open(message, Payload.ToUrl.class);
    CustomerId customer = Objects.requireNonNull(message.customerId());
    Map<String, String> headers =
        Map.of(
            "Content-Type", "application/json",
            "X-Countersign-Delivery", Long.toString(message.id()),
            "X-Countersign-Signature", signature(secrets.of(customer), payload.body()));
    List<String> hosts = settings.of(customer).outgoing().hosts();
    try {
      return outcome(
          client.send(OutgoingRequest.post(payload.url(), headers, payload.body(), hosts)));
    } catch (OutgoingRefused e) {
      return refusedCalls.noted(message, customer, e.reason());
    }
  }

  @Override
  public Optional<Label> label(OutboxMessage message) {
    return Optional.of(CallbackLabel.of(sealing.open(message, Payload.ToUrl.class)));
  }

  private static Outcome outcome(OutgoingResponse response) {
    int status = response.status();
    String reason = "HTTP status " + status;
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered(reason);
    }
    // RFC 9110, section 15.5.11: 410 (Gone) is likely to be permanent.
    if (status == 410) {
      return new Outcome.Refused(reason);
    }
    return new Outcome.Failed(reason);
  }

  /** The time is signed with the body, so that receivers can refuse what is old. */
  private String signature(Secret secret, byte[] body) {
    long time = clock.instant().getEpochSecond();
    byte[] prefix = (time + ".").getBytes(US_ASCII);
    byte[] signed = ByteBuffer.allocate(prefix.length + body.length).put(prefix).put(body).array();
    return "t=" + time + ",v1=" + HexFormat.of().formatHex(tag(secret, signed));
  }

  private static byte[] tag(Secret secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
    }
  }
}
