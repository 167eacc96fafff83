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
import java.util.Optional;

/** Requests that wait under a {@code request_uri} of ours (RFC 9126), each for one use. */
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

  /** Another client's try is none, and leaves the request where it is. */
  private Optional<AuthorizationRequest> taken(Transaction tx, byte[] digest, Client client) {
    Instant now = clock.instant();
    return tx.authorizationRequests()
        .find(Kind.PUSHED, digest, now)
        // RFC 9126, section 2.2: the request URI "MUST be bound to the client that posted the
        // authorization request."
        .filter(row -> row.clientId().equals(client.id()))
        // RFC 9126, section 4: "the authorization server SHOULD treat "request_uri" values as
        // one-time use".
        .flatMap(_ -> tx.authorizationRequests().take(Kind.PUSHED, digest, now));
  }

  /** The request that the {@code request_uri} stands for; it does so once. */
  Asked resolve(Asked asked) {
    String uri = asked.parameters().one("request_uri").orElseThrow();
    if (!uri.startsWith(URN)) {
      return asked.failed(
          ErrorCode.REQUEST_URI_NOT_SUPPORTED, "Push the request, or send it by value");
    }
    byte[] digest = TokenDigest.of(uri.substring(URN.length())).bytes();
    return store
        .write(tx -> taken(tx, digest, asked.client()))
        // RFC 9126, section 4: "The authorization server MUST validate authorization requests
        // arising from a pushed request as it would any other authorization request"; so whatever
        // came beside the reference counts for nothing.
        .map(row -> Notes.read(new Parameters(row.parameters()), asked.known()))
        .orElseGet(() ->
            asked.failed(
                ErrorCode.INVALID_REQUEST_URI,
                "The request_uri is unknown, used or expired; push the request again"));
  }
}
