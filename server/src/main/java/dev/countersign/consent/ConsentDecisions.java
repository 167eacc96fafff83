package dev.countersign.consent;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserConsent;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people have allowed clients. */
public final class ConsentDecisions {
  private final Store store;
  private final AuditLog audit;
  private final InstantSource clock;

  public ConsentDecisions(Store store, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** What that person has allowed that client. */
  public Given of(Client client, UserId user) {
    return new Given(
        client.settings().consent() == ConsentPolicy.IMPLICIT,
        store.read(tx -> tx.userConsents().find(client.customerId(), user, client.id())));
  }

  /**
   * Remembers that the person allows the client those scopes, beside what was allowed before.
   *
   * @param scopes everything the person was shown
   */
  public void allow(Client client, UserId user, Set<String> scopes, Origin origin) {
    About about = about(client.customerId(), user, client.id());
    var _ =
        store.write(tx -> {
          tx.userConsents().put(more(tx, client, user, scopes));
          audit.append(tx, AuditKind.CLIENT_ALLOWED, AuditLog.SUCCESS, origin, about);
          return true;
        });
  }

  private UserConsent more(Transaction tx, Client client, UserId user, Set<String> scopes) {
    Set<String> all = new LinkedHashSet<>();
    tx.userConsents()
        .find(client.customerId(), user, client.id())
        .ifPresent(before -> all.addAll(before.scopes()));
    all.addAll(scopes);
    return new UserConsent(client.customerId(), user, client.id(), all, clock.instant());
  }

  /** Everything the person has allowed, newest first. */
  public List<UserConsent> list(CustomerId customer, UserId user) {
    return store.read(tx -> tx.userConsents().list(customer, user));
  }

  /**
   * Takes back what the client was allowed, and ends every session it has with the person, those
   * for offline access included; false when nothing was allowed.
   */
  public boolean withdraw(CustomerId customer, UserId user, ClientId client, Origin origin) {
    About about = about(customer, user, client);
    return store.write(tx -> {
      boolean forgotten = tx.userConsents().delete(customer, user, client);
      int ended = tx.sessions().endOfClient(customer, user, client);
      if (forgotten || ended > 0) {
        audit.append(tx, AuditKind.CLIENT_DISALLOWED, AuditLog.SUCCESS, origin, about);
      }
      return forgotten || ended > 0;
    });
  }

  private static About about(CustomerId customer, UserId user, ClientId client) {
    return About.user(customer, user).with("{\"client\":\"%s\"}".formatted(client));
  }

  /**
   * What a client has been allowed.
   *
   * @param implicit whether signing in is agreeing, as with the customer's own applications
   * @param remembered what the person agreed to
   */
  public record Given(boolean implicit, Optional<UserConsent> remembered) {
    /** Whether nothing more need be asked for those scopes. */
    public boolean covers(Set<String> scopes) {
      return implicit
          || remembered.filter(consent -> consent.scopes().containsAll(scopes)).isPresent();
    }

    /** Whether the person agreed at or after that time. */
    public boolean since(Instant time) {
      return remembered.filter(consent -> !consent.grantedAt().isBefore(time)).isPresent();
    }

    /** What was agreed to before. */
    public Set<String> scopes() {
      return remembered.map(UserConsent::scopes).orElse(Set.of());
    }
  }
}
