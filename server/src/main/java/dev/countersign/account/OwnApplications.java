package dev.countersign.account;

import dev.countersign.consent.ConsentDecisions;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.UserConsent;
import dev.countersign.domain.UserId;
import dev.countersign.signin.BrowserUser;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The applications a person uses this account with, and an end to it. */
public final class OwnApplications {
  private final Store store;
  private final ConsentDecisions consents;

  public OwnApplications(Store store, ConsentDecisions consents) {
    this.store = store;
    this.consents = consents;
  }

  /**
   * One of them.
   *
   * @param client the application
   * @param scopes what it was allowed or granted
   * @param agreedAt when the person agreed, unless the application is the customer's own
   * @param grants how many sign-ins it has under way
   * @param lastGrantAt when the latest of those began
   */
  public record Application(
      Client client,
      Set<String> scopes,
      Optional<Instant> agreedAt,
      int grants,
      Optional<Instant> lastGrantAt) {
    /** Keeps an unmodifiable copy. */
    public Application {
      scopes = Set.copyOf(scopes);
    }
  }

  /** All of them, by name. */
  public List<Application> list(BrowserUser caller) {
    return list(caller.customer(), caller.id());
  }

  /** All that somebody uses their account with, by name, for whoever administers it. */
  public List<Application> list(CustomerId customer, UserId user) {
    return store.read(tx -> {
      Map<ClientId, UserConsent> agreed = new LinkedHashMap<>();
      for (UserConsent consent : tx.userConsents().list(customer, user)) {
        agreed.put(consent.clientId(), consent);
      }
      Map<ClientId, List<OAuthGrant>> grants = new LinkedHashMap<>();
      for (OAuthGrant grant : tx.grants().ofUser(customer, user)) {
        grants.computeIfAbsent(grant.clientId(), _ -> new ArrayList<>()).add(grant);
      }
      Set<ClientId> all = new LinkedHashSet<>(agreed.keySet());
      all.addAll(grants.keySet());
      return all.stream()
          .flatMap(id -> tx.clients().byId(id).stream())
          .map(client ->
              application(
                  tx,
                  client,
                  Optional.ofNullable(agreed.get(client.id())),
                  grants.getOrDefault(client.id(), List.of())))
          .sorted(java.util.Comparator.comparing(one -> one.client().name()))
          .toList();
    });
  }

  private static Application application(
      Transaction tx, Client client, Optional<UserConsent> agreed, List<OAuthGrant> grants) {
    Set<String> scopes = new LinkedHashSet<>();
    agreed.ifPresent(consent -> scopes.addAll(consent.scopes()));
    grants.forEach(grant -> scopes.addAll(grant.scopes()));
    Optional<Instant> last =
        grants.stream()
            .flatMap(grant -> tx.sessions().byId(grant.session()).stream())
            .map(Session::authTime)
            .max(Instant::compareTo);
    return new Application(client, scopes, agreed.map(UserConsent::grantedAt), grants.size(), last);
  }

  /** Takes back what it was allowed and ends its sign-ins; false when there was nothing. */
  public boolean end(BrowserUser caller, ClientId client, Origin origin) {
    return consents.withdraw(caller.customer(), caller.id(), client, origin);
  }

  /** The same for whoever administers the account. */
  public boolean end(CustomerId customer, UserId user, ClientId client, Origin origin) {
    return consents.withdraw(customer, user, client, origin);
  }
}
