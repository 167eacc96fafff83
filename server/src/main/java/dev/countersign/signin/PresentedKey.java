package dev.countersign.signin;

import dev.countersign.crypto.GeneratedKey;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import dev.countersign.store.Transaction;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A customer's key as somebody presented it.
 *
 * @param text what was presented
 * @param generated the same, where it has the form of a generated key
 */
record PresentedKey(Secret text, Optional<GeneratedKey> generated) {
  static PresentedKey of(Secret text) {
    return new PresentedKey(text, GeneratedKey.parse(text.text()));
  }

  /** What it is counted and queued for. */
  Guess guess(String customerNameKey) {
    return new Guess("customer\n" + customerNameKey, Optional.empty(), generated.isEmpty());
  }

  /** The one key of the customer's that it can be. */
  Optional<ApiKey> candidate(Transaction tx, CustomerId customer) {
    if (generated.isEmpty()) {
      return tx.apiKeys().passwordsOf(customer).stream().findFirst();
    }
    return tx.apiKeys()
        .byId(new ApiKeyId(generated.get().id()))
        .filter(found -> found.customerId().equals(customer))
        .filter(found -> found.kind() == ApiKey.Kind.GENERATED);
  }

  /** Whether it is that key. A missing key costs what a wrong one costs. */
  boolean matches(Optional<ApiKey> candidate, PasswordHasher hasher) {
    if (generated.isPresent()) {
      Secret digest = Secret.of(HexFormat.of().formatHex(generated.get().digest().bytes()));
      return candidate.map(ApiKey::verifier).map(Secret::of).stream().anyMatch(digest::equals);
    }
    return hasher.verify(text, candidate.map(ApiKey::verifier).orElse(hasher.decoy()))
        && candidate.isPresent();
  }

  /** The key, held, unless it was changed or removed since it was identified. */
  static Optional<ApiKey> held(Transaction tx, ApiKey key) {
    // Held, so that a change or removal under way is seen, or sees what is got with the key.
    return tx.apiKeys().hold(key.id()).filter(now -> now.verifier().equals(key.verifier()));
  }

  /** The same, locked for whoever is going to replace it. */
  static Optional<ApiKey> locked(Transaction tx, ApiKey key) {
    return tx.apiKeys().lock(key.id()).filter(now -> now.verifier().equals(key.verifier()));
  }
}
