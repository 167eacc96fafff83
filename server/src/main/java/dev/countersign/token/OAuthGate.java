package dev.countersign.token;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether an OAuth client's access token lets a request in here (RFC 6750, RFC 9449). Every such
 * request asks the store, so that a grant that ended is dead at once.
 */
public final class OAuthGate {
  private final OAuthTokens tokens;
  private final DpopProofs proofs;

  OAuthGate(OAuthTokens tokens, DpopProofs proofs) {
    this.tokens = tokens;
    this.proofs = proofs;
  }

  /**
   * What a request shows.
   *
   * @param token the access token
   * @param dpop whether it came with the scheme DPoP, and not as a bearer token
   * @param proofs every {@code DPoP} header
   * @param method the request's method
   * @param path the request's path
   */
  public record Presented(
      String token, boolean dpop, List<String> proofs, String method, String path) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Presented[" + method + " " + path + "]";
    }
  }

  /** Whether a request gets in. */
  public sealed interface Result {
    /** It does. */
    record Admitted(OAuthBearer bearer) implements Result {}

    /** It does not; the nonce is for the next proof, where one is wanted. */
    record Refused(Reason reason, String description, Optional<String> nonce) implements Result {}
  }

  /** Why a request does not get in. */
  public enum Reason {
    /** RFC 6750, section 3.1. */
    INVALID_TOKEN,
    /** RFC 9449, section 7.1. */
    INVALID_DPOP_PROOF,
    /** RFC 9449, section 9. */
    USE_DPOP_NONCE;

    /** As it is written in challenges. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a token stands for that lets in whoever bears it, here. */
  public Optional<OAuthBearer> bearer(String token) {
    return here(token).filter(bearer -> bearer.jkt().isEmpty());
  }

  // RFC 9068, section 4: "The resource server MUST validate that the "aud" claim contains a
  // resource indicator value corresponding to an identifier the resource server expects for
  // itself."
  private Optional<OAuthBearer> here(String token) {
    return tokens.live(token).filter(bearer -> bearer.audience().contains(bearer.issuer()));
  }

  /** Looks at a request's token and proof. */
  public Result enter(Presented presented) {
    Optional<OAuthBearer> found = here(presented.token());
    if (found.isEmpty()) {
      return refused(
          Reason.INVALID_TOKEN, "The access token is unknown, expired, or not for this server");
    }
    OAuthBearer bearer = found.get();
    if (!presented.dpop()) {
      // RFC 9449, section 7.2: "such a protected resource MUST reject a DPoP-bound access token
      // received as a bearer token per [RFC6750]."
      if (bearer.jkt().isPresent()) {
        return refused(
            Reason.INVALID_TOKEN, "The access token is bound to a key; send it with a DPoP proof");
      }
      return new Result.Admitted(bearer);
    }
    return proven(presented, bearer);
  }

  private Result proven(Presented presented, OAuthBearer bearer) {
    DpopProofs.Result proof =
        proofs.check(
            presented.proofs(),
            presented.method(),
            bearer.issuer() + presented.path(),
            Optional.of(presented.token()));
    return switch (proof) {
      case DpopProofs.Result.Absent() ->
          refused(Reason.INVALID_DPOP_PROOF, "The scheme DPoP needs a DPoP header");
      case DpopProofs.Result.Refused(String description) ->
          refused(Reason.INVALID_DPOP_PROOF, description);
      case DpopProofs.Result.NonceWanted(String nonce) ->
          new Result.Refused(
              Reason.USE_DPOP_NONCE, "Put this server's nonce into the proof", Optional.of(nonce));
      // RFC 9449, section 4.3, 12: "confirm that the public key to which the access token is bound
      // matches the public key from the DPoP proof."
      case DpopProofs.Result.Holds(String jkt) when bearer.jkt().equals(Optional.of(jkt)) ->
          new Result.Admitted(bearer);
      case DpopProofs.Result.Holds _ ->
          refused(Reason.INVALID_TOKEN, "The access token is not bound to the proof's key");
    };
  }

  private static Result refused(Reason reason, String description) {
    return new Result.Refused(reason, description, Optional.empty());
  }
}
