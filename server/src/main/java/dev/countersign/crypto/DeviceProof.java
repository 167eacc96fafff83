package dev.countersign.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * Checks what a device signed with its own key: a JWS whose claims carry the server's challenge and
 * {@code iat}.
 *
 * <p>The signature, the type and the freshness are checked here; that the challenge is the one that
 * was given out, and was not used before, is the caller's to check. Instances may be shared between
 * threads.
 */
public final class DeviceProof {

  private final Set<String> types;
  private final Duration oldest;
  private final InstantSource clock;

  /**
   * A check for proofs of one type.
   *
   * @param type the header's {@code typ}
   * @param oldest how long ago {@code iat} may lie, beside ten seconds of leeway
   * @param clock what the times are compared with
   */
  public DeviceProof(String type, Duration oldest, InstantSource clock) {
    this.types = Set.of(CompactJws.mediaType(type));
    this.oldest = oldest;
    this.clock = clock;
  }

  /**
   * Checks a proof against the key that is stored for the device. A key in the proof's own header
   * is not looked at.
   *
   * @return the claims
   * @throws InvalidJwt with the first reason to refuse it
   */
  public VerifiedJwt verify(String compact, PublicJwk deviceKey) throws InvalidJwt {
    CompactJws jws = CompactJws.parse(compact);
    Map<String, Object> claims = jws.claims(deviceKey.verificationKey(), types);
    TimeClaims times = new TimeClaims(claims);
    Instant now = clock.instant();
    times.requireFresh(now, oldest);
    times.requireBegun(now);
    times.requireUnexpiredIfSaid(now);
    return new VerifiedJwt(jws.kid(), jws.typ(), claims);
  }
}
