package dev.countersign.group;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.ServerOperator;
import dev.countersign.domain.UserId;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import java.time.InstantSource;
import java.util.List;

/**
 * The people who operate the server: they reach every customer in the console. Only who commands
 * the server's machine says who they are, and only they themselves touch each other's accounts.
 */
public final class ServerOperators {
  private final Store store;
  private final AuditLog audit;
  private final InstantSource clock;

  public ServerOperators(Store store, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes the person one; false when they are one already.
   *
   * @throws NotFound when there is no such person
   */
  public boolean add(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      var _ = tx.users().lock(customer, user).orElseThrow(() -> new NotFound("the user"));
      boolean added = tx.operators().add(new ServerOperator(customer, user, clock.instant()));
      if (added) {
        audit.append(
            tx, AuditKind.OPERATOR_ADDED, AuditLog.SUCCESS, origin, About.user(customer, user));
      }
      return added;
    });
  }

  /** Makes the person an ordinary one again; false when they are that already. */
  public boolean remove(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      boolean removed = tx.operators().remove(customer, user);
      if (removed) {
        audit.append(
            tx, AuditKind.OPERATOR_REMOVED, AuditLog.SUCCESS, origin, About.user(customer, user));
      }
      return removed;
    });
  }

  /** Whether that person is one. */
  public boolean include(CustomerId customer, UserId user) {
    return store.read(tx -> tx.operators().include(customer, user));
  }

  /** All of them, longest there first. */
  public List<ServerOperator> list() {
    return store.read(tx -> tx.operators().list());
  }
}
