package dev.countersign.crypto;

import dev.countersign.crypto.InvalidJwt.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks signed JWTs as RFC 8725 asks: one algorithm per key, explicit types, no fetching of keys,
 * times with ten seconds of leeway.
 *
 * <p>Instances may be shared between threads.
 */
public final class JwtVerifier {

  /** The type of a token whose header has no {@code typ}, to be named where that is accepted. */
  public static final String NO_TYPE = "";

  private final Set<String> types;
  private final InstantSource clock;

  /**
   * A verifier for tokens of certain types.
   *
   * @param types the accepted values of {@code typ}, such as {@code at+jwt}; at least one
   * @param clock what the times are compared with
   */
  public JwtVerifier(Set<String> types, InstantSource clock) {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("A verifier accepts at least one type");
    }
    this.types = types.stream().map(CompactJws::mediaType).collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
  }

  /**
   * Checks signature, type and times.
   *
   * @param compact the token as it was presented
   * @param keys the key of a {@code kid} (the empty text where the header has none), from what is
   *     already known: an unknown one is a refusal and not a reason to fetch
   * @throws InvalidJwt with the first reason to refuse it
   */
  public VerifiedJwt verify(String compact, Function<String, Optional<VerificationKey>> keys)
      throws InvalidJwt {
    VerifiedJwt jwt = verifyIgnoringExpiry(compact, keys);
    new TimeClaims(jwt.claims()).requireUnexpired(clock.instant());
    return jwt;
  }

  /**
   * As {@link #verify}, but an expired token passes. For hints only, such as {@code id_token_hint}
   * (OpenID Connect RP-Initiated Logout 1.0, section 2), never to let anybody in.
   */
  public VerifiedJwt verifyIgnoringExpiry(
      String compact, Function<String, Optional<VerificationKey>> keys) throws InvalidJwt {
    CompactJws jws = CompactJws.parse(compact);
    VerificationKey key =
        keys.apply(jws.kid()).orElseThrow(() -> new InvalidJwt(Reason.UNKNOWN_KEY));
    Map<String, Object> claims = jws.claims(key, types);
    Instant now = clock.instant();
    new TimeClaims(claims).requireBegun(now);
    return new VerifiedJwt(jws.kid(), jws.typ(), claims);
  }
}
