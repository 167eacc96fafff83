package dev.countersign.signin;

import dev.countersign.config.SessionSettings;
import dev.countersign.device.DeviceRegistry;
import dev.countersign.device.DeviceRegistry.Seen;
import dev.countersign.domain.Device;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.session.RefreshSecrets.First;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.signin.UserSignIn.Kind;
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

  /**
   * What a session is begun with.
   *
   * @param kind what is to be given beside it
   * @param deviceKey the device the person says they are on
   * @param origin where the request came from
   * @param amr how they showed who they are
   */
  record Terms(Kind kind, Optional<String> deviceKey, Origin origin, String amr) {}

  Grant begin(Transaction tx, User user, Terms terms) {
    if (terms.kind() == Kind.PLAIN) {
      Session session = session(newId(), user, terms, null, null);
      tx.sessions().add(session);
      return new Grant(session, user, Optional.empty(), Optional.empty());
    }
    return remembered(tx, user, terms);
  }

  /**
   * Goes on with a session whose person has shown anew who they are; absent when it has ended
   * meanwhile. What was granted to applications from it stays.
   */
  Optional<Session> renew(Transaction tx, SessionId id, String amr) {
    Instant now = clock.instant();
    if (!tx.sessions().renew(id, amr, now, now.plus(settings.maxAge()))) {
      return Optional.empty();
    }
    return tx.sessions().byId(id);
  }

  private Grant remembered(Transaction tx, User user, Terms terms) {
    Seen seen = devices.seen(tx, user.customerId(), user.id(), terms.deviceKey());
    Device device = seen.device();
    SessionId id = newId();
    Instant now = clock.instant();
    Instant idleUntil = now.plus(settings.refreshIdle());
    boolean bound = device.confirmedKey().isPresent();
    First first = secrets.begin(user.customerId(), id, now, idleUntil, bound);
    Session session = session(id, user, terms, device.deviceKey(), first.state());
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
      Terms terms,
      @Nullable String deviceKey,
      Session.@Nullable RefreshState refresh) {
    Instant now = clock.instant();
    return new Session(
        id,
        user.customerId(),
        new Subject.OfUser(user.id()),
        terms.origin().dialect(),
        terms.amr(),
        Set.of(),
        deviceKey,
        now,
        now.plus(settings.maxAge()),
        refresh,
        null,
        null,
        Session.Place.of(terms.origin()));
  }
}
