package dev.countersign.store;

import dev.countersign.domain.AuthorizationRequest;
import dev.countersign.domain.AuthorizationRequest.Kind;
import java.time.Instant;
import java.util.Optional;

/** Authorization requests that wait, by the SHA-256 of the opaque id they are asked for by. */
public interface AuthorizationRequests {
  void add(AuthorizationRequest request);

  /** The request, which goes on waiting; absent once it has expired. */
  Optional<AuthorizationRequest> find(Kind kind, byte[] digest, Instant now);

  /** The request, which waits no longer: of many at once one gets it. */
  Optional<AuthorizationRequest> take(Kind kind, byte[] digest, Instant now);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
