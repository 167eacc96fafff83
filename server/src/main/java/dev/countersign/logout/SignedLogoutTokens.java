package dev.countersign.logout;

import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Client;
import dev.countersign.domain.Issuer;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.Signers;
import dev.countersign.notify.LogoutMessage;
import dev.countersign.notify.LogoutTokens;
import dev.countersign.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
public final class SignedLogoutTokens implements LogoutTokens {
  /** Section 2.4: "it is RECOMMENDED that this be set to a short time: at most two minutes". */
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  /** Section 2.4: "it is RECOMMENDED that logout tokens be explicitly typed". */
  private static final String TYPE = "logout+jwt";

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final int JTI_BYTES = 16;

  private final Store store;
  private final KeyRing ring;
  private final Signers signers;
  private final SecureRandom random;
  private final InstantSource clock;

  public SignedLogoutTokens(
      Store store, KeyRing ring, Signers signers, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.ring = ring;
    this.signers = signers;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Optional<Addressed> of(LogoutMessage message) {
    return store
        .read(tx -> tx.clients().byId(message.client()))
        .flatMap(client ->
            Optional.ofNullable(client.settings().backchannelLogoutUri())
                .map(uri -> new Addressed(uri, token(client, message))));
  }

  private String token(Client client, LogoutMessage message) {
    Issuer issuer = ring.issuerOf(client.customerId());
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.baseUrl());
    claims.put("aud", client.id().toString());
    claims.put("iat", now);
    claims.put("exp", now + LIFETIME.toSeconds());
    claims.put("jti", jti());
    claims.put("events", Map.of(EVENT, Map.of()));
    // "A Logout Token MUST contain either a sub or a sid Claim, and MAY contain both." The sid is
    // enough, and tells no more than the client knows. "A nonce Claim MUST NOT be present".
    claims.put("sid", message.sid());
    // Signed as its ID tokens are, which the client can verify for certain.
    SigningAlgorithm algorithm =
        SigningAlgorithm.of(client.settings().idTokenSignedResponseAlg())
            .orElse(SigningAlgorithm.RS256);
    return signers.of(issuer, algorithm).sign(TYPE, claims);
  }

  private String jti() {
    byte[] bytes = new byte[JTI_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
