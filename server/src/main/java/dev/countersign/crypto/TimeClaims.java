package dev.countersign.crypto;

import dev.countersign.crypto.InvalidJwt.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** The claims of a token that say when it holds (RFC 7519, sections 4.1.4 to 4.1.6). */
final class TimeClaims {

  /** How far two clocks may differ. */
  static final long LEEWAY_SECONDS = 10;

  private final Map<String, Object> claims;

  TimeClaims(Map<String, Object> claims) {
    this.claims = claims;
  }

  // RFC 7519, section 4.1.4: exp "identifies the expiration time on or after which the JWT MUST NOT
  // be accepted for processing."
  void requireUnexpired(Instant now) throws InvalidJwt {
    if (now.getEpochSecond() - LEEWAY_SECONDS >= required("exp")) {
      throw new InvalidJwt(Reason.EXPIRED);
    }
  }

  /** As {@link #requireUnexpired}, where the claim may be missing. */
  void requireUnexpiredIfSaid(Instant now) throws InvalidJwt {
    if (claims.containsKey("exp")) {
      requireUnexpired(now);
    }
  }

  // RFC 7519, section 4.1.5: nbf "identifies the time before which the JWT MUST NOT be accepted for
  // processing."
  void requireBegun(Instant now) throws InvalidJwt {
    long latest = now.getEpochSecond() + LEEWAY_SECONDS;
    if (number("nbf").orElse(latest) > latest || number("iat").orElse(latest) > latest) {
      throw new InvalidJwt(Reason.NOT_YET_VALID);
    }
  }

  /** Refuses a token that does not say when it was made, or was made longer ago than this. */
  void requireFresh(Instant now, Duration oldest) throws InvalidJwt {
    if (required("iat") < now.getEpochSecond() - oldest.toSeconds() - LEEWAY_SECONDS) {
      throw new InvalidJwt(Reason.STALE);
    }
  }

  private long required(String claim) throws InvalidJwt {
    return number(claim).orElseThrow(() -> new InvalidJwt(Reason.MISSING_CLAIM));
  }

  // RFC 7519, section 2: a NumericDate is "A JSON numeric value"; it may have a fraction.
  private OptionalLong number(String claim) throws InvalidJwt {
    Object value = claims.get(claim);
    if (value == null && !claims.containsKey(claim)) {
      return OptionalLong.empty();
    }
    if (value instanceof Integer || value instanceof Long) {
      return OptionalLong.of(((Number) value).longValue());
    }
    if (value instanceof Number number) {
      return OptionalLong.of((long) Math.floor(number.doubleValue()));
    }
    throw new InvalidJwt(Reason.MISSING_CLAIM);
  }
}
