package dev.countersign.token;

import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.domain.DeviceAuthorization.Approval;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import dev.countersign.token.GrantSessions.Begun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** Tokens for a device once a person has let it in (RFC 8628, section 3.4). */
public final class DeviceExchange {
  private static final Duration SLOWER = Duration.ofSeconds(5);

  private final Store store;
  private final DeviceCodes devices;
  private final GrantSessions sessions;
  private final GrantTokens tokens;
  private final IdSource ids;
  private final InstantSource clock;

  DeviceExchange(
      Store store,
      DeviceCodes devices,
      GrantSessions sessions,
      GrantTokens tokens,
      IdSource ids,
      InstantSource clock) {
    this.store = store;
    this.devices = devices;
    this.sessions = sessions;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  /** Answers a device that asks whether it was let in. */
  public TokenResult exchange(TokenRequest request, String deviceCode) {
    Optional<DeviceAuthorization> found =
        devices
            .presented(deviceCode)
            .filter(device -> device.clientId().equals(request.client().id()));
    if (found.isEmpty()) {
      return TokenResult.refused(
          TokenError.INVALID_GRANT, "The device code is unknown or another client's");
    }
    DeviceAuthorization device = found.get();
    Instant now = clock.instant();
    // RFC 8628, section 3.5: expired_token: 'The "device_code" has expired, and the device
    // authorization session has concluded.'
    if (!now.isBefore(device.expiresAt())) {
      return TokenResult.refused(
          TokenError.EXPIRED_TOKEN, "Nobody agreed in time; begin anew and show the new code");
    }
    // Section 3.5, slow_down: "the interval MUST be increased by 5 seconds for this and all
    // subsequent requests."
    Duration interval = device.pollInterval();
    if (!store.write(
        tx ->
            tx.deviceAuthorizations()
                .poll(device.deviceDigest(), interval, interval.plus(SLOWER), now))) {
      return TokenResult.refused(
          TokenError.SLOW_DOWN, "Wait five seconds longer between two questions");
    }
    return decided(device, request);
  }

  private TokenResult decided(DeviceAuthorization device, TokenRequest request) {
    return switch (device.state()) {
      case PENDING ->
          TokenResult.refused(TokenError.AUTHORIZATION_PENDING, "Nobody has decided yet");
      case DENIED -> TokenResult.refused(TokenError.ACCESS_DENIED, "The person refused");
      case USED -> TokenResult.refused(TokenError.INVALID_GRANT, "The device code was used before");
      case APPROVED -> granted(device, request);
    };
  }

  private TokenResult granted(DeviceAuthorization device, TokenRequest request) {
    if (!device.resources().isEmpty() && !device.resources().containsAll(request.resources())) {
      return TokenResult.refused(
          TokenError.INVALID_TARGET, "Ask for no more resources than the device did at first");
    }
    Optional<Begun> begun = store.write(tx -> begin(tx, device, request));
    if (begun.isEmpty()) {
      return TokenResult.refused(
          TokenError.INVALID_GRANT, "The device code was used before, or its person is gone");
    }
    return new TokenResult.Issued(tokens.first(begun.get(), request));
  }

  private Optional<Begun> begin(Transaction tx, DeviceAuthorization device, TokenRequest request) {
    Approval approval = Objects.requireNonNull(device.approval());
    if (!tx.deviceAuthorizations().use(device.deviceDigest(), clock.instant())
        || !sessions.alive(tx, approval.parent())) {
      return Optional.empty();
    }
    return tx.users()
        .byId(device.customerId(), approval.userId())
        .filter(user -> user.state() == User.State.ACTIVE)
        .map(user -> sessions.begin(tx, terms(device, approval, user, request), request.origin()));
  }

  private GrantSessions.Terms terms(
      DeviceAuthorization device, Approval approval, User user, TokenRequest request) {
    return new GrantSessions.Terms(
        new SessionId(ids.next()),
        request.client(),
        user,
        approval.parent(),
        device.scopes(),
        device.resources(),
        null,
        request.jkt(),
        approval.acr(),
        approval.amr(),
        approval.authTime(),
        null,
        null);
  }
}
