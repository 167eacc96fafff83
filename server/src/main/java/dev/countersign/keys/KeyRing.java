package dev.countersign.keys;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.JwtSigner;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.crypto.SigningKey;
import dev.countersign.crypto.VerificationKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import dev.countersign.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The issuers and their opened signing keys, as one snapshot in memory. It is read anew when keys
 * change here, and every few seconds because they may change on another node; a new key is
 * published for at least 30 minutes before it signs, so no node is ever behind by more than that.
 */
public final class KeyRing {
  private final Store store;
  private final KeyEncryption encryption;
  private volatile Ring ring;

  public KeyRing(Store store, KeyEncryption encryption) {
    this.store = store;
    this.encryption = encryption;
    this.ring = new Ring(Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
  }

  /** Reads the store. */
  public void refresh() {
    List<Issuer> issuers = store.read(tx -> tx.issuers().list());
    List<StoredKey> keys = store.read(tx -> tx.signingKeys().list());
    Ring known = ring;
    if (known.issuers().equals(issuers) && same(known.stored(), keys)) {
      return;
    }
    ring = opened(known, issuers, keys);
  }

  /** Sealed bytes are new at every read, so keys are compared by what can change of them. */
  private static boolean same(List<StoredKey> known, List<StoredKey> now) {
    return known.stream()
        .map(key -> key.kid() + key.state())
        .toList()
        .equals(now.stream().map(key -> key.kid() + key.state()).toList());
  }

  private Ring opened(Ring known, List<Issuer> issuers, List<StoredKey> keys) {
    Map<Slot, JwtSigner> signers = new HashMap<>();
    Map<String, VerificationKey> verifiers = new HashMap<>();
    Map<String, JwtSigner> byKid = new HashMap<>();
    for (StoredKey key : keys) {
      verifiers.put(key.kid(), VerificationKey.of(key.publicJwk(), algorithm(key)));
      if (key.state() == StoredKey.State.ACTIVE) {
        JwtSigner signer =
            Optional.ofNullable(known.signersByKid().get(key.kid())).orElseGet(() -> signer(key));
        byKid.put(key.kid(), signer);
        signers.put(new Slot(key.issuerId(), algorithm(key)), signer);
      }
    }
    Map<String, Long> owners =
        keys.stream().collect(Collectors.toMap(StoredKey::kid, StoredKey::issuerId));
    return new Ring(signers, byKid, verifiers, owners, issuers, keys);
  }

  private JwtSigner signer(StoredKey key) {
    byte[] privateJwk = encryption.decrypt(key.sealedPrivateJwk(), binding(key.kid()));
    return JwtSigner.of(
        new SigningKey(key.kid(), algorithm(key), key.publicJwk(), Secret.of(privateJwk)));
  }

  private static SigningAlgorithm algorithm(StoredKey key) {
    return SigningAlgorithm.of(key.algorithm()).orElseThrow();
  }

  static Binding binding(String kid) {
    return new Binding("signing_key", "sealed_private_jwk", 0, kid);
  }

  /** The customer's own issuer, else the default one. */
  public Issuer issuerOf(CustomerId customer) {
    Issuer fallback = null;
    for (Issuer issuer : ring.issuers()) {
      if (issuer.owner().isEmpty()) {
        fallback = issuer;
      } else if (issuer.owner().get().equals(customer)) {
        return issuer;
      }
    }
    if (fallback == null) {
      throw new IllegalStateException("the server has no issuer; it is made at the first start");
    }
    return fallback;
  }

  /** The issuer of customers that have none of their own; absent until the first start made it. */
  public Optional<Issuer> defaultIssuer() {
    return ring.issuers().stream().filter(issuer -> issuer.owner().isEmpty()).findFirst();
  }

  /** Every issuer. */
  public List<Issuer> issuers() {
    return ring.issuers();
  }

  /** What signs for the issuer now, where nobody asks for another algorithm. */
  public JwtSigner signer(Issuer issuer) {
    return signer(issuer, SigningKeyLife.STANDARD)
        .orElseThrow(
            () -> new IllegalStateException("issuer " + issuer.baseUrl() + " has no active key"));
  }

  /** What signs for the issuer with that algorithm; absent where it has no such key yet. */
  public Optional<JwtSigner> signer(Issuer issuer, SigningAlgorithm algorithm) {
    return Optional.ofNullable(ring.signers().get(new Slot(issuer.id(), algorithm)));
  }

  /** The published key of that id; an unknown one is a failure, never a fetch. */
  public Optional<VerificationKey> verifier(String kid) {
    return Optional.ofNullable(ring.verifiers().get(kid));
  }

  /**
   * Whether the issuer owns the key of that id. RFC 8725, section 3.8: "When a JWT contains an
   * 'iss' (issuer) claim, the application MUST validate that the cryptographic keys used for the
   * cryptographic operations in the JWT belong to the issuer."
   */
  public boolean owns(Issuer issuer, String kid) {
    Long owner = ring.owners().get(kid);
    return owner != null && owner == issuer.id();
  }

  /** The keys as stored, oldest first. */
  public List<StoredKey> stored() {
    return ring.stored();
  }

  /** An issuer has one key that signs for each algorithm it uses. */
  private record Slot(long issuer, SigningAlgorithm algorithm) {}

  private record Ring(
      Map<Slot, JwtSigner> signers,
      Map<String, JwtSigner> signersByKid,
      Map<String, VerificationKey> verifiers,
      Map<String, Long> owners,
      List<Issuer> issuers,
      List<StoredKey> stored) {}
}
