package dev.countersign.crypto;

/** A token that is not accepted, and why; never what it holds. */
public final class InvalidJwt extends Exception {

  /** Why a token was refused. */
  public enum Reason {
    /** Longer than is read at all. */
    TOO_LONG,
    /** Not three parts of base64url with JSON objects in the first two. */
    MALFORMED,
    /** A {@code crit} header, none of which is understood. */
    CRITICAL_HEADER,
    /** The {@code kid} is not among the keys. */
    UNKNOWN_KEY,
    /** The key in the header is missing, private, weak, or of no kind that is accepted. */
    UNUSABLE_KEY,
    /** Another {@code alg} than the key's own. */
    WRONG_ALGORITHM,
    /** Another {@code typ} than is used here. */
    WRONG_TYPE,
    /** The signature is not the key's. */
    BAD_SIGNATURE,
    /** {@code exp} has passed. */
    EXPIRED,
    /** {@code nbf} or {@code iat} lies ahead. */
    NOT_YET_VALID,
    /** Made too long ago, where a token must be fresh. */
    STALE,
    /** A claim that must be there is missing or of another type. */
    MISSING_CLAIM,
    /** {@code iss} is another one. */
    WRONG_ISSUER,
    /** {@code aud} does not name this audience. */
    WRONG_AUDIENCE
  }

  private final Reason reason;

  InvalidJwt(Reason reason) {
    super("The token is refused: " + reason, null, false, false);
    this.reason = reason;
  }

  /** Why the token was refused. */
  public Reason reason() {
    return reason;
  }
}
