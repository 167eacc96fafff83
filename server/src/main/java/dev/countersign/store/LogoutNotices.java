package dev.countersign.store;

import dev.countersign.domain.LogoutNotice;
import java.util.List;

/** Clients that have still to be told of a sign-out. {@link Sessions} writes them. */
public interface LogoutNotices {
  /**
   * At most so many, oldest first. They are gone with the end of the transaction, so what is to be
   * sent is put into the outbox in the same; two nodes never get the same one.
   */
  List<LogoutNotice> take(int limit);
}
