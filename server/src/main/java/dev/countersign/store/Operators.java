package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.ServerOperator;
import dev.countersign.domain.UserId;
import java.util.List;

/** The people who operate the server. */
public interface Operators {
  /** Makes the person one; false when they are one already. */
  boolean add(ServerOperator operator);

  /** Whether that person is one. */
  boolean include(CustomerId customer, UserId user);

  /** All of them, longest there first; there are few. */
  List<ServerOperator> list();

  /** Makes the person an ordinary one again; false when they are that already. */
  boolean remove(CustomerId customer, UserId user);
}
