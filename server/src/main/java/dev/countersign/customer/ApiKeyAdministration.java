package dev.countersign.customer;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.GeneratedKey;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A customer's API keys: several may be live at once, each with a label and scopes. */
public final class ApiKeyAdministration {
  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

  private final Store store;
  private final AuditLog audit;
  private final IdSource ids;
  private final SecureRandom random;
  private final InstantSource clock;

  public ApiKeyAdministration(
      Store store, AuditLog audit, IdSource ids, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A key that was just made.
   *
   * @param key as stored
   * @param secret its text, known to nobody else and never shown again
   */
  public record NewKey(ApiKey key, GeneratedKey secret) {}

  /**
   * Makes a key.
   *
   * @throws InvalidInput when the label cannot be used or no scope is given
   * @throws dev.countersign.store.AlreadyExists when the label is taken
   */
  public NewKey create(CustomerId customer, String label, Set<Scope> scopes, Origin origin) {
    if (!LABEL.matcher(label).matches()) {
      throw new InvalidInput(
          "A key's label has 1 to 64 letters, digits, spaces, dots, dashes or underscores");
    }
    if (scopes.isEmpty()) {
      throw new InvalidInput("Give the key at least one scope");
    }
    NewKey made = make(customer, label, scopes);
    return store.write(tx -> {
      tx.apiKeys().add(made.key());
      tell(tx, AuditKind.API_KEY_CREATED, made.key(), origin);
      return made;
    });
  }

  private NewKey make(CustomerId customer, String label, Set<Scope> scopes) {
    GeneratedKey secret = GeneratedKey.generate(random, ids.next());
    ApiKey key =
        new ApiKey(
            new ApiKeyId(secret.id()),
            customer,
            label,
            ApiKey.Kind.GENERATED,
            HexFormat.of().formatHex(secret.digest().bytes()),
            scopes,
            clock.instant());
    return new NewKey(key, secret);
  }

  /** A customer's keys, oldest first. */
  public List<ApiKey> list(CustomerId customer) {
    return store.read(tx -> tx.apiKeys().list(customer));
  }

  /** The key of that label. */
  public Optional<ApiKey> find(CustomerId customer, String label) {
    return store.read(tx -> tx.apiKeys().byLabel(customer, label));
  }

  /** The key of that id. */
  public Optional<ApiKey> find(ApiKeyId id) {
    return store.read(tx -> tx.apiKeys().byId(id));
  }

  /**
   * Replaces one key by a generated one with the same label and scopes. The old one stops working,
   * and every token got with it dies.
   *
   * @throws NotFound when the key is gone
   */
  public NewKey rotate(ApiKey old, Origin origin) {
    return store.write(tx -> {
      NewKey made = replace(tx, old);
      tell(tx, AuditKind.API_KEY_ROTATED, made.key(), origin);
      return made;
    });
  }

  /**
   * The same inside a transaction of the caller's, who tells the audit.
   *
   * @throws NotFound when the key is gone
   */
  public NewKey replace(Transaction tx, ApiKey old) {
    NewKey made = make(old.customerId(), old.label(), old.scopes());
    if (!tx.apiKeys().delete(old.id())) {
      throw new NotFound("the key");
    }
    tx.apiKeys().add(made.key());
    return made;
  }

  /** Removes a key with every token got with it; false when it was gone. */
  public boolean delete(ApiKey key, Origin origin) {
    return store.write(tx -> {
      if (!tx.apiKeys().delete(key.id())) {
        return false;
      }
      tell(tx, AuditKind.API_KEY_DELETED, key, origin);
      return true;
    });
  }

  private void tell(Transaction tx, AuditKind kind, ApiKey key, Origin origin) {
    About about = About.customer(key.customerId()).with("{\"key\":\"" + key.id() + "\"}");
    audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
  }
}
