package dev.countersign.passkey;

import dev.countersign.domain.Issuer;
import java.net.URI;

/**
 * Who passkeys are made for: the host of the issuer's base URL, which no request can change.
 *
 * @param id the host
 * @param origin where pages are, as browsers tell it: scheme, host, and the port if it is unusual
 */
record RelyingParty(String id, String origin) {
  static RelyingParty of(Issuer issuer) {
    URI base = URI.create(issuer.baseUrl());
    String origin = base.getScheme() + "://" + base.getHost();
    if (base.getPort() != -1 && base.getPort() != usual(base.getScheme())) {
      origin += ":" + base.getPort();
    }
    return new RelyingParty(base.getHost(), origin);
  }

  private static int usual(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
