package dev.countersign.notify;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The secret each customer's callbacks are signed with. It is made when first asked for and lies
 * sealed among the customer's settings.
 */
public final class CallbackSecrets {
  /** The setting's name. Its value is a ciphertext, which no call shows. */
  public static final String SETTING = "callbackSecret";

  private static final int LENGTH = 32;

  private final Store store;
  private final KeyEncryption encryption;
  private final SecureRandom random;

  public CallbackSecrets(Store store, KeyEncryption encryption, SecureRandom random) {
    this.store = store;
    this.encryption = encryption;
    this.random = random;
  }

  /**
   * The customer's secret: 43 characters of base64url. Their ASCII bytes are the key of the
   * HMAC-SHA256, as receivers get them to see.
   */
  public Secret of(CustomerId customer) {
    return store
        .read(tx -> stored(tx, customer))
        .orElseGet(() -> store.write(tx -> storedOrNew(tx, customer)));
  }

  Secret storedOrNew(Transaction tx, CustomerId customer) {
    return stored(tx, customer).orElseGet(() -> renewed(tx, customer));
  }

  /** The customer's secret, if one was made. */
  public Optional<Secret> stored(Transaction tx, CustomerId customer) {
    return Optional.ofNullable(tx.settings().all(customer).get(SETTING))
        .map(sealed -> Base64.getDecoder().decode(sealed))
        .map(sealed -> Secret.of(encryption.decrypt(sealed, binding(customer))));
  }

  Secret renewed(Transaction tx, CustomerId customer) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    Secret secret = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    keep(tx, customer, secret);
    return secret;
  }

  /** Gives the customer that secret, which was made elsewhere. */
  public void keep(Transaction tx, CustomerId customer, Secret secret) {
    byte[] sealed = encryption.encrypt(secret.bytes(), binding(customer));
    tx.settings().put(customer, Map.of(SETTING, Base64.getEncoder().encodeToString(sealed)));
  }

  private static Binding binding(CustomerId customer) {
    return new Binding("customer_setting", "value", customer.value(), SETTING);
  }
}
