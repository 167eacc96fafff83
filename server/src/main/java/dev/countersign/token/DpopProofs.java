package dev.countersign.token;

import dev.countersign.crypto.DpopProof;
import dev.countersign.crypto.DpopProof.Verified;
import dev.countersign.crypto.InvalidJwt;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.store.Store;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request comes from the holder of a key (DPoP, RFC 9449). Proofs hold for a minute and
 * are used once: that is written down, so that no node takes one that another has seen.
 */
public final class DpopProofs {
  private static final Duration OLDEST = Duration.ofSeconds(60);
  // Longer than a proof may still be good for, leeway on both sides included.
  private static final Duration REMEMBERED = Duration.ofMinutes(3);
  private static final int LONGEST_ID = 512;

  private final Store store;
  private final DpopNonces nonces;
  private final InstantSource clock;
  private final DpopProof verifier;

  public DpopProofs(Store store, DpopNonces nonces, InstantSource clock) {
    this.store = store;
    this.nonces = nonces;
    this.clock = clock;
    this.verifier = new DpopProof(OLDEST, clock);
  }

  /** What a request's proof came to. */
  public sealed interface Result {
    /** None was sent. */
    record Absent() implements Result {}

    /** It holds, for the key with that RFC 7638 thumbprint. */
    record Holds(String jkt) implements Result {}

    /** It does not. */
    record Refused(String description) implements Result {}

    /** It has to be made anew with that nonce. */
    record NonceWanted(String nonce) implements Result {}
  }

  /**
   * Checks the proof of one request, and uses it up.
   *
   * @param sent every {@code DPoP} header of the request
   * @param method the request's method
   * @param url the request's address as clients know it, without a query
   * @param accessToken the token it is sent with, at a resource
   */
  public Result check(List<String> sent, String method, String url, Optional<String> accessToken) {
    if (sent.isEmpty()) {
      return new Result.Absent();
    }
    // RFC 9449, section 4.3, 1: "There is not more than one DPoP HTTP request header field."
    if (sent.size() > 1) {
      return new Result.Refused("Send one DPoP header");
    }
    Verified proof;
    try {
      proof = verifier.verify(sent.getFirst());
    } catch (InvalidJwt e) {
      return new Result.Refused("The DPoP proof is refused: " + e.reason());
    }
    Optional<String> wrong = wrong(proof, method, url, accessToken);
    if (wrong.isPresent()) {
      return new Result.Refused(wrong.get());
    }
    if (stale(proof)) {
      return new Result.NonceWanted(nonces.current());
    }
    return used(proof);
  }

  private static Optional<String> wrong(
      Verified proof, String method, String url, Optional<String> accessToken) {
    // 8: "The htm claim matches the HTTP method of the current request."
    if (!proof.text("htm").equals(Optional.of(method))) {
      return Optional.of("The DPoP proof's htm is not this request's method");
    }
    // 9: "The htu claim matches the HTTP URI value for the HTTP request in which the JWT was
    // received, ignoring any query and fragment parts."
    if (!proof.text("htu").flatMap(DpopProofs::normal).equals(normal(url))) {
      return Optional.of("The DPoP proof's htu is not this request's address, " + url);
    }
    // 12: "If presented to a protected resource in conjunction with an access token: Ensure that
    // the value of the ath claim equals the hash of that access token".
    if (accessToken.isPresent() && !proof.text("ath").equals(accessToken.map(Digests::base64Url))) {
      return Optional.of("The DPoP proof's ath is not the hash of the access token");
    }
    return Optional.empty();
  }

  // 10: "If the server provided a nonce value to the client, the nonce claim matches the
  // server-provided nonce value."
  private boolean stale(Verified proof) {
    return nonces.wanted() && proof.text("nonce").filter(nonces::good).isEmpty();
  }

  // Section 11.1: "servers MUST only accept DPoP proofs for a limited time after their creation";
  // "servers can store, in the context of the target URI, the jti value of each DPoP proof for the
  // time window in which the respective DPoP proof JWT would be accepted".
  private Result used(Verified proof) {
    Optional<String> id =
        proof.text("jti").filter(text -> !text.isEmpty() && text.length() <= LONGEST_ID);
    if (id.isEmpty()) {
      return new Result.Refused("The DPoP proof has no jti, or one of over 512 characters");
    }
    byte[] digest = TokenDigest.of("dpop:" + proof.thumbprint() + ":" + id.get()).bytes();
    if (store.write(tx -> tx.nonces().use(digest, clock.instant().plus(REMEMBERED)))) {
      return new Result.Holds(proof.thumbprint());
    }
    return new Result.Refused("The DPoP proof was used before; make a new one for each request");
  }

  /**
   * Section 4.3: "To reduce the likelihood of false negatives, servers SHOULD employ syntax-based
   * normalization [...] and scheme-based normalization [...] before comparing the htu claim."
   */
  private static Optional<String> normal(String address) {
    URI uri;
    try {
      uri = new URI(address).normalize();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return Optional.empty();
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getRawPath();
    if (path.isEmpty()) {
      path = "/";
    }
    return Optional.of(
        scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(scheme, uri) + path);
  }

  private static String port(String scheme, URI uri) {
    boolean standard =
        uri.getPort() < 0
            || (uri.getPort() == 443 && scheme.equals("https"))
            || (uri.getPort() == 80 && scheme.equals("http"));
    if (standard) {
      return "";
    }
    return ":" + uri.getPort();
  }
}
