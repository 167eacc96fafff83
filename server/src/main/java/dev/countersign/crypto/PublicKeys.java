package dev.countersign.crypto;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.countersign.crypto.InvalidJwt.Reason;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody else's public keys, as a JWK Set (RFC 7517, section 5) publishes them. Keys that are not
 * for signatures, or not of an accepted kind, are passed over.
 *
 * <p>Make it once and keep it. Instances may be shared between threads.
 */
public final class PublicKeys {
  private static final int LONGEST = 64 * 1024;
  private static final int MOST = 20;

  private final List<Usable> keys;

  private PublicKeys(List<Usable> keys) {
    this.keys = List.copyOf(keys);
  }

  /** A key with one algorithm it may be used with. */
  private record Usable(String kid, VerificationKey key) {}

  /** No keys: everything is signed by somebody else. */
  public static PublicKeys none() {
    return new PublicKeys(List.of());
  }

  /**
   * Reads a JWK Set.
   *
   * @throws IllegalArgumentException with a sentence for whoever sent it, where it is malformed,
   *     has a private or symmetric key in it, too many keys, or none that can be used
   */
  public static PublicKeys parse(String json) {
    if (json.length() > LONGEST) {
      throw new IllegalArgumentException("A JWK Set has at most 65536 characters");
    }
    List<JWK> all = set(json).getKeys();
    if (all.size() > MOST) {
      throw new IllegalArgumentException("A JWK Set has at most " + MOST + " keys");
    }
    List<Usable> usable = new ArrayList<>();
    for (JWK key : all) {
      if (key.isPrivate()) {
        throw new IllegalArgumentException(
            "The JWK Set has a private or symmetric key in it; send public keys alone, and replace"
                + " the key that was sent");
      }
      add(key, usable);
    }
    if (usable.isEmpty()) {
      throw new IllegalArgumentException(
          "The JWK Set has no key for signatures: RSA with 2048 bits or more, P-256, or Ed25519");
    }
    return new PublicKeys(usable);
  }

  // The cause is left out: a parser's message may quote the key.
  private static JWKSet set(String json) {
    try {
      return JWKSet.parse(json);
    } catch (ParseException | RuntimeException e) {
      throw new IllegalArgumentException("The keys are not a valid JWK Set (RFC 7517)");
    }
  }

  private static void add(JWK key, List<Usable> usable) {
    if (KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
      return;
    }
    String kid = Optional.ofNullable(key.getKeyID()).orElse("");
    for (SigningAlgorithm algorithm : algorithms(key)) {
      fitting(key, algorithm).ifPresent(fit -> usable.add(new Usable(kid, fit)));
    }
  }

  /** The key's own algorithm, or where it names none, all. */
  private static List<SigningAlgorithm> algorithms(JWK key) {
    if (key.getAlgorithm() == null) {
      return Arrays.asList(SigningAlgorithm.values());
    }
    return SigningAlgorithm.of(key.getAlgorithm().getName()).stream().toList();
  }

  private static Optional<VerificationKey> fitting(JWK key, SigningAlgorithm algorithm) {
    try {
      return Optional.of(VerificationKey.of(key, algorithm));
    } catch (IllegalArgumentException ofAnotherKind) {
      return Optional.empty();
    }
  }

  /** Whether one of the keys can be used so. */
  public boolean serve(SigningAlgorithm algorithm) {
    return keys.stream().anyMatch(usable -> usable.key().algorithm() == algorithm);
  }

  /**
   * Checks a JWT with the key it names, or where it names none, with all that fit.
   *
   * @param verifier says which types are accepted, and the time
   * @param compact the token as it was presented
   * @param allowed the algorithms its sender may use
   * @throws InvalidJwt with the first reason to refuse it
   */
  public VerifiedJwt verify(JwtVerifier verifier, String compact, Set<SigningAlgorithm> allowed)
      throws InvalidJwt {
    CompactJws jws = CompactJws.parse(compact);
    String kid = jws.kid();
    // RFC 8725, section 3.1: "Libraries MUST enable the caller to specify a supported set of
    // algorithms and MUST NOT use any other algorithms when performing cryptographic operations."
    SigningAlgorithm algorithm =
        SigningAlgorithm.of(jws.alg())
            .filter(allowed::contains)
            .orElseThrow(() -> new InvalidJwt(Reason.WRONG_ALGORITHM));
    InvalidJwt last = new InvalidJwt(Reason.UNKNOWN_KEY);
    for (Usable usable : keys) {
      boolean named = kid.isEmpty() || usable.kid().isEmpty() || usable.kid().equals(kid);
      if (!named || usable.key().algorithm() != algorithm) {
        continue;
      }
      try {
        return verifier.verify(compact, _ -> Optional.of(usable.key()));
      } catch (InvalidJwt refused) {
        last = refused;
      }
      if (last.reason() != Reason.BAD_SIGNATURE) {
        throw last;
      }
    }
    throw last;
  }

  /**
   * Whom a JWT claims to be about, before anything of it was checked: only to find out whose keys
   * to check it with.
   */
  public static Optional<String> claimedSubject(String compact) {
    try {
      return Optional.ofNullable(CompactJws.parse(compact).unverified().get("sub"))
          .filter(String.class::isInstance)
          .map(String.class::cast);
    } catch (InvalidJwt malformed) {
      return Optional.empty();
    }
  }
}
