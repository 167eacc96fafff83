package dev.countersign.client;

import dev.countersign.crypto.InvalidJwt;
import dev.countersign.crypto.InvalidJwt.Reason;
import dev.countersign.crypto.JwtVerifier;
import dev.countersign.crypto.PublicKeys;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingRefused;
import dev.countersign.outgoing.OutgoingRequest;
import dev.countersign.outgoing.OutgoingResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what clients sign, with the keys they registered or publish at their {@code jwks_uri}. */
public final class ClientKeys {
  private static final Logger log = LoggerFactory.getLogger(ClientKeys.class);
  private static final Duration FETCHED_KEPT = Duration.ofMinutes(15);

  /** However often a key is not found, its host is asked no more often than this. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 10_000;

  private final GuardedHttpClient http;
  private final SettingsAdministration settings;
  private final InstantSource clock;
  private final ConcurrentMap<ClientId, Kept> kept = new ConcurrentHashMap<>();

  public ClientKeys(GuardedHttpClient http, SettingsAdministration settings, InstantSource clock) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A client's keys as they were read.
   *
   * @param registration which registration they are of
   * @param keys the keys
   * @param readAt when
   */
  private record Kept(Instant registration, PublicKeys keys, Instant readAt) {
    boolean isOf(Client client) {
      return registration.equals(client.updatedAt());
    }
  }

  /**
   * Checks a JWT's signature, type and times with the client's keys; whom it is for is the caller's
   * to check. May wait for the client's {@code jwks_uri}, so it never runs in a transaction.
   *
   * @param registered the one algorithm the client registered for such tokens, or null for any of
   *     RS256, PS256, ES256 and EdDSA
   * @throws InvalidJwt with the first reason to refuse it
   */
  public VerifiedJwt verify(
      Client client, String compact, Set<String> types, @Nullable String registered)
      throws InvalidJwt {
    JwtVerifier verifier = new JwtVerifier(types, clock);
    Set<SigningAlgorithm> allowed = allowed(client, registered);
    Kept known = known(client);
    InvalidJwt refused;
    try {
      return known.keys().verify(verifier, compact, allowed);
    } catch (InvalidJwt e) {
      refused = e;
    }
    if (!mayBeRenewed(client, known, refused.reason())) {
      throw refused;
    }
    return read(client).keys().verify(verifier, compact, allowed);
  }

  private static Set<SigningAlgorithm> allowed(Client client, @Nullable String registered) {
    ClientSettings settings = client.settings();
    if (registered == null
        && settings.requirePushedAuthorizationRequests()
        && settings.dpopBoundAccessTokens()) {
      // FAPI 2.0 Security Profile, section 5.4.1: those who sign "shall use PS256, ES256, or EdDSA
      // (using the Ed25519 variant) algorithms".
      return EnumSet.complementOf(EnumSet.of(SigningAlgorithm.RS256));
    }
    if (registered == null) {
      return EnumSet.allOf(SigningAlgorithm.class);
    }
    return SigningAlgorithm.of(registered).map(Set::of).orElse(Set.of());
  }

  private Kept known(Client client) {
    Kept found = kept.get(client.id());
    if (found != null && found.isOf(client) && !stale(client, found)) {
      return found;
    }
    return read(client);
  }

  private boolean stale(Client client, Kept found) {
    return client.settings().jwksUri() != null
        && clock.instant().isAfter(found.readAt().plus(FETCHED_KEPT));
  }

  /** The client may have changed its keys meanwhile. */
  private boolean mayBeRenewed(Client client, Kept known, Reason reason) {
    boolean anotherKey = reason == Reason.UNKNOWN_KEY || reason == Reason.BAD_SIGNATURE;
    return anotherKey
        && client.settings().jwksUri() != null
        && clock.instant().isAfter(known.readAt().plus(BETWEEN_FETCHES));
  }

  private Kept read(Client client) {
    Kept read = new Kept(client.updatedAt(), keys(client), clock.instant());
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(client.id(), read);
    return read;
  }

  private PublicKeys keys(Client client) {
    String inline = client.settings().jwks();
    String uri = client.settings().jwksUri();
    Optional<String> json = Optional.ofNullable(inline);
    if (uri != null) {
      json = fetched(client, uri);
    }
    try {
      return json.map(PublicKeys::parse).orElseGet(PublicKeys::none);
    } catch (IllegalArgumentException e) {
      log.warn("The keys of client {} cannot be used: {}", client.id(), e.getMessage());
      return PublicKeys.none();
    }
  }

  private Optional<String> fetched(Client client, String uri) {
    List<String> hosts = settings.of(client.customerId()).outgoing().hosts();
    OutgoingRequest request =
        OutgoingRequest.get(uri, Map.of("Accept", "application/jwk-set+json"), hosts);
    OutgoingResponse response;
    try {
      response = http.send(request);
    } catch (OutgoingRefused e) {
      log.warn("The jwks_uri of client {} was not read: {}", client.id(), e.reason().text());
      return Optional.empty();
    }
    if (response.status() != 200) {
      log.warn("The jwks_uri of client {} answered {}", client.id(), response.status());
      return Optional.empty();
    }
    return Optional.of(new String(response.body(), StandardCharsets.UTF_8));
  }
}
