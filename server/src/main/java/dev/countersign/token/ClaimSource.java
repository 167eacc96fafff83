package dev.countersign.token;

import dev.countersign.domain.User;
import java.util.Map;

/** Knows claims about a person that are not in their profile, such as groups and roles. */
public interface ClaimSource {
  /** All it knows, by the name of the claim. */
  Map<String, Object> claims(User user);
}
