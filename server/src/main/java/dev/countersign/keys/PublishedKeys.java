package dev.countersign.keys;

import dev.countersign.crypto.PublicJwkSet;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What verifiers fetch: the public keys of an issuer, pending and retired ones included. A pending
 * one is known everywhere before it signs; a retired one as long as a token of it may live.
 */
public final class PublishedKeys {
  private final KeyRing ring;

  public PublishedKeys(KeyRing ring) {
    this.ring = ring;
  }

  /**
   * The JWK Set of the customer's issuer that has that authority in its base URL, else of the
   * default issuer. Oldest key first.
   *
   * @param authority host and port the client asked for
   */
  public String jwkSet(Optional<String> authority) {
    Optional<Issuer> issuer = issuer(authority);
    List<String> keys =
        ring.stored().stream()
            .filter(key -> issuer.isPresent() && key.issuerId() == issuer.get().id())
            .map(StoredKey::publicJwk)
            .toList();
    return PublicJwkSet.json(keys);
  }

  /** The issuer whose keys those are. */
  public Optional<Issuer> issuer(Optional<String> authority) {
    Optional<Issuer> named =
        authority.map(text -> text.toLowerCase(Locale.ROOT)).flatMap(this::owned);
    return named.or(ring::defaultIssuer);
  }

  private Optional<Issuer> owned(String authority) {
    return ring.issuers().stream()
        .filter(issuer -> issuer.owner().isPresent())
        .filter(issuer -> reachedBy(URI.create(issuer.baseUrl()), authority))
        .findFirst();
  }

  /** A client leaves the port out when it is the scheme's own; a proxy may write it anyway. */
  private static boolean reachedBy(URI baseUrl, String authority) {
    String own = String.valueOf(baseUrl.getRawAuthority()).toLowerCase(Locale.ROOT);
    if (own.equals(authority)) {
      return true;
    }
    String port = ":80";
    if ("https".equals(baseUrl.getScheme())) {
      port = ":443";
    }
    return baseUrl.getPort() < 0 && authority.equals(own + port);
  }
}
