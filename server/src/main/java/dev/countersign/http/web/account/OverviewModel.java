package dev.countersign.http.web.account;

import dev.countersign.domain.User;
import java.time.Instant;

/**
 * The overview.
 *
 * @param user the account
 * @param organisation whose account it is
 * @param signedInAt since when in this browser
 * @param sessions how many sign-ins there are, this one included
 * @param applications how many applications may use the account
 * @param faceKept whether the person's face is kept
 */
public record OverviewModel(
    User user,
    String organisation,
    Instant signedInAt,
    int sessions,
    int applications,
    boolean faceKept) {
  /** What to call the person. */
  public String name() {
    if (user.profile().fullName().isEmpty()) {
      return user.userName();
    }
    return user.profile().fullName();
  }
}
