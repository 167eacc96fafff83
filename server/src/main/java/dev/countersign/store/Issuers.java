package dev.countersign.store;

import dev.countersign.domain.Issuer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who signs tokens. */
public interface Issuers {
  /**
   * Adds an issuer.
   *
   * @throws AlreadyExists when the customer has one, or there is a default one already
   */
  void add(Issuer issuer, Instant createdAt);

  /** The issuer of customers that have none of their own. */
  Optional<Issuer> defaultIssuer();

  List<Issuer> list();

  /** Gives the issuer another base URL. Tokens that carry the old one are refused from then on. */
  void rename(Issuer issuer, String baseUrl);

  /**
   * Locks the issuer's row until the transaction ends, so that one node at a time changes its keys.
   *
   * @throws NotFound when there is none
   */
  void lock(long issuerId);
}
