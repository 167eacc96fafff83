package dev.countersign.signin;

import dev.countersign.config.SessionSettings;
import dev.countersign.device.DeviceRegistry;
import dev.countersign.device.DeviceRegistry.Seen;
import dev.countersign.domain.Device;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.session.RefreshSecrets.First;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.signin.UserSignIn.Kind;
import dev.countersign.signin.UserSignIn.Request;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Begins a person's session, inside the transaction that concludes the sign-in. */
public final class UserSessions {
  private final DeviceRegistry devices;
  private final RefreshSecrets secrets;
  private final IdSource ids;
  private final InstantSource clock;
  private final SessionSettings settings;

  public UserSessions(
      DeviceRegistry devices,
      RefreshSecrets secrets,
      IdSource ids,
      InstantSource clock,
      SessionSettings settings) {
    this.devices = devices;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
  }

  Grant begin(Transaction tx, User user, Request request, Optional<String> provenDevice) {
    String amr = "pwd";
    if (provenDevice.isPresent()) {
      // RFC 8176, section 2: "swk: Proof-of-Possession (PoP) of a software-secured key".
      amr = "pwd swk";
    }
    if (request.kind() == Kind.PLAIN) {
      Session session = session(newId(), user, request, amr, null, null);
      tx.sessions().add(session);
      return new Grant(session, user, Optional.empty(), Optional.empty());
    }
    return remembered(tx, user, request, amr);
  }

  private Grant remembered(Transaction tx, User user, Request request, String amr) {
    Seen seen = devices.seen(tx, user.customerId(), user.id(), request.deviceKey());
    Device device = seen.device();
    SessionId id = newId();
    Instant now = clock.instant();
    Instant idleUntil = now.plus(settings.refreshIdle());
    boolean bound = device.confirmedKey().isPresent();
    First first = secrets.begin(user.customerId(), id, now, idleUntil, bound);
    Session session = session(id, user, request, amr, device.deviceKey(), first.state());
    tx.sessions().add(session);
    Optional<Device> newDevice = Optional.of(device).filter(known -> seen.isNew());
    return new Grant(session, user, newDevice, Optional.of(first.token()));
  }

  private SessionId newId() {
    return new SessionId(ids.next());
  }

  private Session session(
      SessionId id,
      User user,
      Request request,
      String amr,
      @Nullable String deviceKey,
      Session.@Nullable RefreshState refresh) {
    Instant now = clock.instant();
    return new Session(
        id,
        user.customerId(),
        new Subject.OfUser(user.id()),
        request.origin().dialect(),
        amr,
        Set.of(),
        deviceKey,
        now,
        now.plus(settings.maxAge()),
        refresh);
  }
}
