package dev.countersign.keys;

import dev.countersign.crypto.JwtSigner;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Issuer;

/** What signs for an issuer, with a key made at first use where the issuer has none of the kind. */
public final class Signers {
  private final KeyRing ring;
  private final SigningKeyLife life;

  public Signers(KeyRing ring, SigningKeyLife life) {
    this.ring = ring;
    this.life = life;
  }

  /** The issuer's signer of that algorithm. */
  public JwtSigner of(Issuer issuer, SigningAlgorithm algorithm) {
    return ring.signer(issuer, algorithm).orElseGet(() -> begun(issuer, algorithm));
  }

  private JwtSigner begun(Issuer issuer, SigningAlgorithm algorithm) {
    life.begin(issuer, algorithm);
    ring.refresh();
    return ring.signer(issuer, algorithm)
        .orElseThrow(() ->
            new IllegalStateException("the key of issuer " + issuer.baseUrl() + " is gone again"));
  }
}
