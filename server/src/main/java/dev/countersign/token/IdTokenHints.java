package dev.countersign.token;

import dev.countersign.crypto.InvalidJwt;
import dev.countersign.crypto.JwtVerifier;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.Client;
import dev.countersign.domain.Issuer;
import dev.countersign.keys.KeyRing;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads ID tokens that come back as {@code id_token_hint}. They let nobody in. */
public final class IdTokenHints {
  private final KeyRing ring;
  private final JwtVerifier verifier;

  public IdTokenHints(KeyRing ring, InstantSource clock) {
    this.ring = ring;
    this.verifier = new JwtVerifier(Set.of(SignedTokens.JWT), clock);
  }

  /**
   * What a hint says.
   *
   * @param subject what the client knows the person by
   * @param sid what the client knows the browser's session by, if the token said so
   */
  public record Hint(String subject, Optional<String> sid) {}

  /** The hint, if this server made it for that client. */
  public Optional<Hint> read(Client client, String token) {
    return verified(token)
        .filter(jwt -> audience(jwt).contains(client.id().toString()))
        .filter(jwt -> ours(jwt, ring.issuerOf(client.customerId())))
        .flatMap(jwt -> jwt.text("sub").map(subject -> new Hint(subject, jwt.text("sid"))));
  }

  /** Whom a hint was made for, if this server made it. */
  public List<String> audience(String token) {
    return verified(token).map(IdTokenHints::audience).orElse(List.of());
  }

  private Optional<VerifiedJwt> verified(String token) {
    try {
      // OpenID Connect RP-Initiated Logout 1.0, section 2: "The OP SHOULD accept ID Tokens when the
      // RP identified by the ID Token's aud claim and/or sid claim has a current session or had a
      // recent session at the OP, even when the exp time has passed."
      return Optional.of(verifier.verifyIgnoringExpiry(token, ring::verifier))
          // RFC 8725, section 3.12: an access token must not pass for an ID token.
          .filter(jwt -> "id".equals(jwt.claims().getOrDefault("token_use", "id")));
    } catch (InvalidJwt e) {
      return Optional.empty();
    }
  }

  private boolean ours(VerifiedJwt jwt, Issuer issuer) {
    return jwt.text("iss").equals(Optional.of(issuer.baseUrl())) && ring.owns(issuer, jwt.kid());
  }

  private static List<String> audience(VerifiedJwt jwt) {
    return switch (jwt.claims().getOrDefault("aud", "")) {
      case String one -> List.of(one);
      case Collection<?> several -> several.stream().map(String::valueOf).toList();
      default -> List.of();
    };
  }
}
