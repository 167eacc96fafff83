package dev.countersign.account;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.device.DeviceRegistry;
import dev.countersign.domain.Device;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.signin.BrowserUser;
import dev.countersign.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where a person is signed in, in whichever API it was begun, and on which devices. */
public final class OwnSessions {
  private final Store store;
  private final DeviceRegistry devices;
  private final AuditLog audit;
  private final InstantSource clock;

  public OwnSessions(Store store, DeviceRegistry devices, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.devices = devices;
    this.audit = audit;
    this.clock = clock;
  }

  /** The live ones, newest first. */
  public List<Session> list(BrowserUser caller) {
    Instant now = clock.instant();
    return store.read(tx -> tx.sessions().list(caller.customer(), caller.id())).stream()
        .filter(session -> now.isBefore(session.expiresAt()))
        // What was granted to an application is listed with the application.
        .filter(session -> session.client().isEmpty())
        .toList();
  }

  /** The devices the account is remembered on, most lately seen first. */
  public List<Device> devices(BrowserUser caller) {
    return devices.list(caller.customer(), caller.id());
  }

  /** Ends one; false when it is not the person's, or has ended. */
  public boolean end(BrowserUser caller, SessionId id, Origin origin) {
    return store.write(tx -> {
      Optional<Session> own = tx.sessions().byId(id).filter(session -> isOf(caller, session));
      boolean ended = own.isPresent() && tx.sessions().end(id);
      if (ended) {
        About about = new About(caller.customer(), caller.id(), id, "");
        audit.append(tx, AuditKind.SESSION_ENDED, AuditLog.SUCCESS, origin, about);
      }
      return ended;
    });
  }

  private static boolean isOf(BrowserUser caller, Session session) {
    return session.customerId().equals(caller.customer())
        && session.user().equals(Optional.of(caller.id()));
  }

  /** Ends all but the one the person is looking from; returns how many. */
  public int endOthers(BrowserUser caller, Origin origin) {
    return store.write(tx -> {
      int ended = tx.sessions().endOfUser(caller.customer(), caller.id(), caller.session());
      if (ended > 0) {
        About about =
            About.user(caller.customer(), caller.id()).with("{\"sessions\":" + ended + "}");
        audit.append(tx, AuditKind.SESSION_ENDED, AuditLog.SUCCESS, origin, about);
      }
      return ended;
    });
  }

  /** Forgets a device and ends what was begun on it; false when there is none. */
  public boolean forget(BrowserUser caller, String deviceKey, Origin origin) {
    return devices.forget(caller.customer(), caller.id(), deviceKey, origin);
  }
}
