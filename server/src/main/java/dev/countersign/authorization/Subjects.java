package dev.countersign.authorization;

import dev.countersign.domain.Client;
import dev.countersign.domain.UserId;

/** What clients know people by: {@code sub}. */
public interface Subjects {
  /** What that client knows that person by. */
  String of(Client client, UserId user);
}
