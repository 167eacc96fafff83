package dev.countersign.logout;

import dev.countersign.domain.LogoutNotice;
import dev.countersign.notify.LogoutMessage;
import dev.countersign.notify.Notifications;
import dev.countersign.store.Store;
import java.util.List;

/**
 * Puts what clients have to be told of sign-outs into the outbox. The store notes it in the very
 * transaction that ends a session, whoever ends it; so no way of ending one can forget it.
 */
public final class LogoutRelay {
  private static final int BATCH = 100;

  private final Store store;
  private final Notifications notifications;

  public LogoutRelay(Store store, Notifications notifications) {
    this.store = store;
    this.notifications = notifications;
  }

  /** Moves everything that has been noted; returns how much that was. */
  public int relay() {
    int moved = 0;
    int some;
    do {
      some =
          store.write(tx -> {
            List<LogoutNotice> notices = tx.logoutNotices().take(BATCH);
            notices.forEach(notice -> notifications.logout(tx, message(notice)));
            return notices.size();
          });
      moved += some;
    } while (some == BATCH);
    return moved;
  }

  private static LogoutMessage message(LogoutNotice notice) {
    return new LogoutMessage(notice.customerId(), notice.clientId(), notice.userId(), notice.sid());
  }
}
