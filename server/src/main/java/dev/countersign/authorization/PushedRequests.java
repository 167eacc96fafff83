package dev.countersign.authorization;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.AuthorizationRequest;
import dev.countersign.domain.AuthorizationRequest.Kind;
import dev.countersign.domain.Client;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Requests that wait under a {@code request_uri} of ours (RFC 9126). One may be looked at again, so
 * that a page can be loaded anew, until it was answered: it is answered once.
 */
final class PushedRequests {
  /** RFC 9126, section 2.2, suggests 5 to 600 seconds. */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final String URN = "urn:ietf:params:oauth:request_uri:";

  private final Store store;
  private final SecureRandom random;
  private final InstantSource clock;

  PushedRequests(Store store, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /** Keeps a request that was checked; returns its {@code request_uri}. */
  String keep(Asked asked) {
    Client client = asked.client();
    OpaqueToken reference = OpaqueToken.generate(random);
    Instant now = clock.instant();
    AuthorizationRequest row =
        new AuthorizationRequest(
            reference.digest().bytes(),
            client.customerId(),
            client.id(),
            Kind.PUSHED,
            Notes.noted(asked).values(),
            null,
            now,
            now.plus(LIFETIME));
    return store.write(tx -> {
      tx.authorizationRequests().add(row);
      return URN + reference.text();
    });
  }

  /**
   * The request is answered now; false when it was before. RFC 9126, section 4: "Since parts of the
   * authorization request content, e.g., the code_challenge parameter value, are unique to a
   * particular authorization request, the client MUST only use a request_uri value once.
   * Authorization servers SHOULD treat request_uri values as one-time use but MAY allow for
   * duplicate requests due to a user reloading/refreshing their user agent."
   */
  boolean answered(Transaction tx, Parameters parameters) {
    Optional<String> reference = parameters.one(Notes.REFERENCE);
    if (reference.isEmpty()) {
      return true;
    }
    byte[] digest = HexFormat.of().parseHex(reference.get());
    Instant now = clock.instant();
    tx.authorizationRequests().take(Kind.PUSHED, digest, now);
    // Every flow that began with it is over by then.
    return tx.nonces().use(digest, now.plus(LIFETIME).plus(Flows.LONGEST));
  }

  private Optional<Asked> found(byte[] digest, Asked asked) {
    return store
        .read(tx -> tx.authorizationRequests().find(Kind.PUSHED, digest, clock.instant()))
        // RFC 9126, section 2.2: the request URI "MUST be bound to the client that posted the
        // authorization request."
        .filter(row -> row.clientId().equals(asked.client().id()))
        // RFC 9126, section 4: "The authorization server MUST validate authorization requests
        // arising from a pushed request as it would any other authorization request"; so whatever
        // came beside the reference counts for nothing.
        .map(row ->
            new Parameters(row.parameters())
                .with(Notes.REFERENCE, HexFormat.of().formatHex(digest)))
        .map(parameters -> Notes.read(parameters, asked.known()));
  }

  /** The request that the {@code request_uri} stands for, until it was answered. */
  Asked resolve(Asked asked) {
    String uri = asked.parameters().one("request_uri").orElseThrow();
    if (!uri.startsWith(URN)) {
      return asked.failed(
          ErrorCode.REQUEST_URI_NOT_SUPPORTED, "Push the request, or send it by value");
    }
    byte[] digest = TokenDigest.of(uri.substring(URN.length())).bytes();
    return found(digest, asked)
        .orElseGet(() ->
            asked.failed(
                ErrorCode.INVALID_REQUEST_URI,
                "The request_uri is unknown, used or expired; push the request again"));
  }
}
