package dev.countersign.token;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.LiveSession;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A live access token of an OAuth client, and what it stands for.
 *
 * @param session the session it belongs to
 * @param client whose it is
 * @param scopes what it may do
 * @param audience whom it is for
 * @param jkt the key it has to be shown with, or empty for a bearer token
 * @param issuer the base URL of who issued it
 * @param expiresAt when it ends
 */
public record OAuthBearer(
    LiveSession session,
    ClientId client,
    Set<String> scopes,
    List<String> audience,
    Optional<String> jkt,
    String issuer,
    Instant expiresAt) {

  /** Keeps unmodifiable copies. */
  public OAuthBearer {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    audience = List.copyOf(audience);
  }
}
