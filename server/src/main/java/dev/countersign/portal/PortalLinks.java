package dev.countersign.portal;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.domain.CustomerId;
import dev.countersign.keys.KeyRing;

/** The addresses of portals. What they end in is told once, and stored as its digest. */
public final class PortalLinks {
  /** The path all of them share. */
  public static final String PATH = "/deepfaceauth/api/v1/iframe/portal/";

  private final KeyRing ring;

  public PortalLinks(KeyRing ring) {
    this.ring = ring;
  }

  String url(CustomerId customer, OpaqueToken token) {
    return ring.issuerOf(customer).baseUrl() + PATH + token.text();
  }
}
