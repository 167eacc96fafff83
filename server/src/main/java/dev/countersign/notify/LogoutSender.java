package dev.countersign.notify;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.UserId;
import dev.countersign.notify.LogoutTokens.Addressed;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingRefused;
import dev.countersign.outgoing.OutgoingRequest;
import dev.countersign.outgoing.OutgoingResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Posts logout tokens to clients (OpenID Connect Back-Channel Logout 1.0, section 2.5). */
public final class LogoutSender implements Courier {
  private final GuardedHttpClient client;
  private final LogoutTokens tokens;
  private final SettingsAdministration settings;
  private final Payload.Sealing sealing;
  private final RefusedCalls refusedCalls;

  public LogoutSender(
      GuardedHttpClient client,
      LogoutTokens tokens,
      SettingsAdministration settings,
      KeyEncryption encryption,
      RefusedCalls refusedCalls) {
    this.client = client;
    this.tokens = tokens;
    this.settings = settings;
    this.sealing = new Payload.Sealing(encryption);
    this.refusedCalls = refusedCalls;
  }

  @Override
  public Outcome deliver(OutboxMessage message) {
    Payload.ToClient payload = sealing.open(message, Payload.ToClient.class);
    LogoutMessage logout =
        new LogoutMessage(
            Objects.requireNonNull(message.customerId()),
            new ClientId(payload.client()),
            new UserId(payload.user()),
            payload.sid());
    Optional<Addressed> addressed = tokens.of(logout);
    if (addressed.isEmpty()) {
      return new Outcome.Refused("the client no longer wants to be told");
    }
    List<String> hosts = settings.of(logout.customer()).outgoing().hosts();
    try {
      return outcome(client.send(request(addressed.get(), hosts)));
    } catch (OutgoingRefused e) {
      return refusedCalls.noted(message, logout.customer(), e.reason());
    }
  }

  @Override
  public Optional<Label> label(OutboxMessage message) {
    Payload.ToClient payload = sealing.open(message, Payload.ToClient.class);
    return Optional.of(new Label("logout", "client " + payload.client()));
  }

  // Section 2.5: "The OP uses an HTTP POST to the registered back-channel logout URI to trigger the
  // logout actions by the RP. The POST body uses the application/x-www-form-urlencoded encoding and
  // must include a logout_token parameter".
  private static OutgoingRequest request(Addressed addressed, List<String> hosts) {
    // A compact JWS has no character that would have to be encoded.
    byte[] body = ("logout_token=" + addressed.token()).getBytes(StandardCharsets.US_ASCII);
    return OutgoingRequest.post(
        addressed.uri(), Map.of("Content-Type", "application/x-www-form-urlencoded"), body, hosts);
  }

  // Section 2.8: "If the logout succeeded, the RP MUST respond with HTTP 200 OK. However, note that
  // some Web frameworks will substitute an HTTP 204 No Content response [...] OPs should be
  // prepared to also process an HTTP 204 No Content response as a successful logout." And 400 says
  // that the request was invalid or the logout failed.
  private static Outcome outcome(OutgoingResponse response) {
    int status = response.status();
    String reason = "HTTP status " + status;
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered(reason);
    }
    if (status == 400 || status == 410) {
      return new Outcome.Refused(reason);
    }
    return new Outcome.Failed(reason);
  }
}
