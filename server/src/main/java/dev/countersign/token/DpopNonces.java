package dev.countersign.token;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Nonces for DPoP proofs (RFC 9449, section 8), for servers that are told to ask for them. They say
 * their time and carry a tag, so that handing one out writes nothing and every node knows them.
 */
public final class DpopNonces {
  private static final long SECONDS = Duration.ofMinutes(5).toSeconds();

  private final MacKey key;
  private final InstantSource clock;
  private final boolean wanted;

  /**
   * Nonces.
   *
   * @param wanted whether a proof has to have one
   */
  public DpopNonces(KeyEncryption encryption, InstantSource clock, boolean wanted) {
    this.key = encryption.derive("dpop nonce");
    this.clock = clock;
    this.wanted = wanted;
  }

  boolean wanted() {
    return wanted;
  }

  /** The nonce to use now. */
  String current() {
    return of(period());
  }

  /** Whether it is the current nonce or the one before. */
  boolean good(String nonce) {
    long period = period();
    return nonce.equals(of(period)) || nonce.equals(of(period - 1));
  }

  private long period() {
    return clock.instant().getEpochSecond() / SECONDS;
  }

  private String of(long period) {
    return Digests.encoded(key.tag(Long.toString(period).getBytes(StandardCharsets.US_ASCII)));
  }
}
