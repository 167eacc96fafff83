package dev.countersign.store;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import java.util.List;
import java.util.Optional;

/** What was granted to clients. A grant ends with its session. */
public interface OAuthGrants {
  /** Adds what was granted; its session was added before. */
  void add(OAuthGrant grant);

  /** The grant that this session is. */
  Optional<OAuthGrant> bySession(SessionId session);

  /** The grants made from a browser's session, also those that outlive it, oldest first. */
  List<OAuthGrant> ofSsoSession(SessionId ssoSession);

  /** A person's grants at all clients, newest first. */
  List<OAuthGrant> ofUser(CustomerId customer, UserId user);

  /** A person's grants at one client, newest first. */
  List<OAuthGrant> ofUser(CustomerId customer, UserId user, ClientId client);
}
