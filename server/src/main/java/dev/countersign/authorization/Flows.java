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
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait while a person is at the pages. Each is known by an id that travels in the
 * pages' addresses, and bound to a browser by a secret in a cookie, so that nobody can be led into
 * the middle of somebody else's sign-in.
 */
public final class Flows {
  /** Anybody can begin one: long enough to find the telephone with the second factor, no more. */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  /** Once somebody has signed in. */
  static final Duration LONGEST = Duration.ofHours(1);

  private final Store store;
  private final SecureRandom random;
  private final InstantSource clock;

  public Flows(Store store, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /** Keeps a request for the browser of that secret, or for one that gets a secret now. */
  Begun begin(Asked asked, Optional<String> browser) {
    OpaqueToken id = OpaqueToken.generate(random);
    String secret = browser.orElseGet(() -> OpaqueToken.generate(random).text());
    Client client = asked.client();
    Instant now = clock.instant();
    AuthorizationRequest row =
        new AuthorizationRequest(
            id.digest().bytes(),
            client.customerId(),
            client.id(),
            Kind.FLOW,
            Notes.noted(asked).values(),
            hex(secret),
            now,
            now.plus(LIFETIME));
    return store.write(tx -> {
      tx.authorizationRequests().add(row);
      return new Begun(id.text(), Optional.of(secret).filter(_ -> browser.isEmpty()));
    });
  }

  /** What the pages may know of a flow; absent when it is over, or not this browser's. */
  public Optional<FlowView> view(String flow, Optional<String> browser) {
    return store.read(tx ->
        waiting(tx, flow, browser)
            .flatMap(
                row -> tx.clients().byId(row.clientId()).map(client -> FlowView.of(client, row))));
  }

  /** The person wants no part of it: the client is told so when the flow goes on. */
  public boolean deny(String flow, Optional<String> browser) {
    return store.write(tx ->
        waiting(tx, flow, browser)
            .map(row -> {
              tx.authorizationRequests().take(Kind.FLOW, row.digest(), clock.instant());
              tx.authorizationRequests().add(denied(row));
              return true;
            })
            .orElse(false));
  }

  private static AuthorizationRequest denied(AuthorizationRequest row) {
    Parameters noted = new Parameters(row.parameters()).with(Notes.DENIED, "yes");
    return changed(row, noted, row.expiresAt());
  }

  /** Somebody has signed in for it, who may take their time. */
  void prolong(AuthorizationRequest row) {
    Instant later = row.createdAt().plus(LONGEST);
    if (!later.isAfter(row.expiresAt())) {
      return;
    }
    store.write(tx -> {
      tx.authorizationRequests()
          .take(Kind.FLOW, row.digest(), clock.instant())
          .map(found -> changed(found, new Parameters(found.parameters()), later))
          .ifPresent(tx.authorizationRequests()::add);
      return true;
    });
  }

  private static AuthorizationRequest changed(
      AuthorizationRequest row, Parameters parameters, Instant expiresAt) {
    return new AuthorizationRequest(
        row.digest(),
        row.customerId(),
        row.clientId(),
        row.kind(),
        parameters.values(),
        row.browser(),
        row.createdAt(),
        expiresAt);
  }

  /** The request that waits there. */
  Optional<AuthorizationRequest> waiting(String flow, Optional<String> browser) {
    return store.read(tx -> waiting(tx, flow, browser));
  }

  private Optional<AuthorizationRequest> waiting(
      Transaction tx, String flow, Optional<String> browser) {
    return tx.authorizationRequests()
        .find(Kind.FLOW, TokenDigest.of(flow).bytes(), clock.instant())
        .filter(row -> browser.isPresent() && same(row.browser(), browser.get()));
  }

  private static boolean same(@Nullable String stored, String browser) {
    return hex(browser).equals(stored);
  }

  /** Digests may be compared in any time. */
  private static String hex(String secret) {
    return HexFormat.of().formatHex(TokenDigest.of(secret).bytes());
  }

  /** Ends the flow; false when somebody else did first. */
  boolean end(Transaction tx, AuthorizationRequest row) {
    return tx.authorizationRequests().take(Kind.FLOW, row.digest(), clock.instant()).isPresent();
  }

  /**
   * A flow that began.
   *
   * @param flow its id
   * @param newBrowser the secret for the browser to keep, where it had none
   */
  record Begun(String flow, Optional<String> newBrowser) {
    /** Without either. */
    @Override
    public String toString() {
      return "Begun[…]";
    }
  }
}
