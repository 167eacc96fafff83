package dev.countersign.store;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The applications that people sign in to. */
public interface Clients {
  void add(Client client);

  /** The client of that id. It decides which customer a request is about. */
  Optional<Client> byId(ClientId id);

  /** A customer's clients, oldest first. */
  List<Client> list(CustomerId customer);

  /** Clients of that name, whosever they are, at most so many. */
  List<Client> named(String name, int limit);

  /**
   * The same, after that id and at most so many: those whose name has that in it, in ASCII letters
   * of either case, or whose id it is; all of them when it is empty.
   */
  List<Client> list(CustomerId customer, String part, long after, int limit);

  /**
   * Whether a client of any other customer is registered for that resource, with or without a slash
   * at the end.
   */
  boolean resourceElsewhere(CustomerId customer, String resource);

  /**
   * Replaces {@code old} by {@code changed} while the row still is as {@code old} says.
   *
   * @throws NotFound when the client is gone
   * @throws ChangedMeanwhile when somebody else changed the row first
   */
  void update(Client old, Client changed, Instant now);

  /** Writes a client exactly as given, in place of the one of that id if there is one. */
  void put(Client client);

  /**
   * Removes the client with its sessions, tokens, grants and consents; false when there is none.
   */
  boolean delete(ClientId id);
}
