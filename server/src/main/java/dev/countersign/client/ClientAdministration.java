package dev.countersign.client;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A customer's clients: registered, changed, given new secrets and removed. */
public final class ClientAdministration {
  private final Store store;
  private final SectorIdentifiers sectors;
  private final AuditLog audit;
  private final IdSource ids;
  private final SettingsAdministration customerSettings;
  private final SecureRandom random;
  private final InstantSource clock;
  private final PublishedBefore keys;

  public ClientAdministration(
      Store store,
      GuardedHttpClient http,
      SettingsAdministration customerSettings,
      AuditLog audit,
      IdSource ids,
      SecureRandom random,
      InstantSource clock,
      PublishedBefore keys) {
    this.store = store;
    this.sectors = new SectorIdentifiers(http);
    this.customerSettings = customerSettings;
    this.audit = audit;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.keys = keys;
  }

  /** Sees to it that a customer's issuer has a key of that algorithm, in its published set. */
  public interface PublishedBefore {
    void has(CustomerId customer, SigningAlgorithm algorithm);
  }

  /** Whoever fetches the keys once, before the first sign-in, finds what will be signed with. */
  private void publish(CustomerId customer, ClientSettings settings) {
    Stream.of(settings.idTokenSignedResponseAlg(), settings.userinfoSignedResponseAlg())
        .filter(Objects::nonNull)
        .distinct()
        .forEach(
            alg -> SigningAlgorithm.of(alg).ifPresent(algorithm -> keys.has(customer, algorithm)));
  }

  /**
   * A client with what was made for it just now.
   *
   * @param client as stored
   * @param secret its new secret, known to nobody else and never shown again; absent for a client
   *     that keeps the one it has, or has none
   * @param registrationToken what changes its registration, where it registered itself
   */
  public record Issued(
      Client client, Optional<OpaqueToken> secret, Optional<OpaqueToken> registrationToken) {}

  /**
   * Refuses a name and settings that no client may have.
   *
   * @throws InvalidClientMetadata when they make no sense; the message says what does
   */
  public static void check(String name, ClientSettings settings) {
    MetadataRules.check(name, settings);
  }

  /**
   * Registers a client.
   *
   * @throws InvalidClientMetadata when its settings make no sense; the message says what does
   */
  public Issued create(CustomerId customer, String name, ClientSettings settings, Origin origin) {
    return create(customer, name, settings, Optional.empty(), origin);
  }

  /** The same for a client that may change its own registration (RFC 7592). */
  Issued createRegistered(
      CustomerId customer, String name, ClientSettings settings, Origin origin) {
    return create(customer, name, settings, Optional.of(OpaqueToken.generate(random)), origin);
  }

  private Issued create(
      CustomerId customer,
      String name,
      ClientSettings settings,
      Optional<OpaqueToken> registrationToken,
      Origin origin) {
    MetadataRules.check(name, settings);
    sectors.check(settings, hosts(customer));
    publish(customer, settings);
    Optional<OpaqueToken> secret = secretFor(settings);
    Instant now = clock.instant();
    Client client =
        new Client(
            new ClientId(ids.next()),
            customer,
            name,
            settings,
            secret.map(ClientAdministration::digest).orElse(null),
            registrationToken.map(ClientAdministration::digest).orElse(null),
            false,
            now,
            now);
    return store.write(tx -> {
      tx.clients().add(client);
      tell(tx, AuditKind.CLIENT_CREATED, client, origin);
      return new Issued(client, secret, registrationToken);
    });
  }

  private Optional<OpaqueToken> secretFor(ClientSettings settings) {
    if (hasSecret(settings)) {
      return Optional.of(OpaqueToken.generate(random));
    }
    return Optional.empty();
  }

  private static boolean hasSecret(ClientSettings settings) {
    AuthMethod method = settings.tokenEndpointAuthMethod();
    return method == AuthMethod.CLIENT_SECRET_BASIC || method == AuthMethod.CLIENT_SECRET_POST;
  }

  private static String digest(OpaqueToken token) {
    return HexFormat.of().formatHex(token.digest().bytes());
  }

  /** A customer's clients, oldest first. */
  public List<Client> list(CustomerId customer) {
    return store.read(tx -> tx.clients().list(customer));
  }

  /**
   * The same, after that id and at most so many: those whose name has that in it, or whose id it
   * is; all of them when it is empty.
   */
  public List<Client> list(CustomerId customer, String part, long after, int limit) {
    return store.read(tx -> tx.clients().list(customer, part, after, limit));
  }

  /** Clients of that name, whosever they are, at most so many: for the operator alone. */
  public List<Client> named(String name, int limit) {
    return store.read(tx -> tx.clients().named(name, limit));
  }

  /** The client of that id, disabled or not. */
  public Optional<Client> find(ClientId id) {
    return store.read(tx -> tx.clients().byId(id));
  }

  private List<String> hosts(CustomerId customer) {
    return customerSettings.of(customer).outgoing().hosts();
  }

  /**
   * Changes a client's name and settings. One that comes to need a secret gets one, and one that
   * needs none any more loses it.
   *
   * @throws InvalidClientMetadata when the settings make no sense
   * @throws NotFound when the client is gone
   * @throws dev.countersign.store.ChangedMeanwhile when somebody else changed it first
   */
  public Issued update(Client old, String name, ClientSettings settings, Origin origin) {
    MetadataRules.check(name, settings);
    sectors.check(settings, hosts(old.customerId()));
    publish(old.customerId(), settings);
    Client changed = old.with(name, settings);
    Optional<OpaqueToken> secret = Optional.empty();
    if (!hasSecret(settings)) {
      changed = changed.withSecretDigest(null);
    } else if (old.secret().isEmpty()) {
      secret = secretFor(settings);
      changed = changed.withSecretDigest(secret.map(ClientAdministration::digest).orElse(null));
    }
    Client stored = replace(old, changed, AuditKind.CLIENT_UPDATED, origin);
    return new Issued(stored, secret, Optional.empty());
  }

  /**
   * Switches a client off, which ends everything granted to it, or on.
   *
   * @throws NotFound when the client is gone
   */
  public Client setDisabled(Client old, boolean disabled, Origin origin) {
    return replace(old, old.withDisabled(disabled), AuditKind.CLIENT_UPDATED, origin);
  }

  /**
   * Gives the client another secret. The old one stops working at once.
   *
   * @throws InvalidInput when it is a client without a secret
   * @throws NotFound when the client is gone
   */
  public Issued rotateSecret(Client old, Origin origin) {
    if (!hasSecret(old.settings())) {
      throw new InvalidInput(
          "The client has no secret: it authenticates with "
              + old.settings().tokenEndpointAuthMethod());
    }
    OpaqueToken secret = OpaqueToken.generate(random);
    Client changed = old.withSecretDigest(digest(secret));
    Client stored = replace(old, changed, AuditKind.CLIENT_SECRET_ROTATED, origin);
    return new Issued(stored, Optional.of(secret), Optional.empty());
  }

  private Client replace(Client old, Client changed, AuditKind kind, Origin origin) {
    return store.write(tx -> {
      tx.clients().update(old, changed, clock.instant());
      if (changed.disabled()) {
        tx.sessions().endOfClient(changed.id());
      }
      tell(tx, kind, changed, origin);
      return tx.clients().byId(changed.id()).orElseThrow(() -> new NotFound("the client"));
    });
  }

  /** Removes a client with everything granted to it; false when it was gone. */
  public boolean delete(Client client, Origin origin) {
    return store.write(tx -> {
      if (!tx.clients().delete(client.id())) {
        return false;
      }
      tell(tx, AuditKind.CLIENT_DELETED, client, origin);
      return true;
    });
  }

  private void tell(Transaction tx, AuditKind kind, Client client, Origin origin) {
    About about = About.customer(client.customerId()).with("{\"client\":\"" + client.id() + "\"}");
    audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
  }
}
