package dev.countersign.domain;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one OAuth access token may do.
 *
 * @param scopes its scope, in the order it is told
 * @param audience whom it is for
 * @param jkt the thumbprint of the key it has to be shown with (RFC 9449), or null for a bearer
 */
public record TokenRights(Set<String> scopes, List<String> audience, @Nullable String jkt) {
  /** Keeps unmodifiable copies. */
  public TokenRights {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    audience = List.copyOf(audience);
  }
}
