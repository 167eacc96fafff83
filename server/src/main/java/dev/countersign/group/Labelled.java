package dev.countersign.group;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.UserLabel;
import dev.countersign.naming.Label;
import java.time.Instant;

/** A name and a description as they may be stored. */
record Labelled(Label name, String description) {
  private static final int LONGEST = 500;

  static Labelled of(String what, String name, String description) {
    if (description.length() > LONGEST || description.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(
          "The description must have at most "
              + LONGEST
              + " characters, without line breaks and control characters");
    }
    return new Labelled(Label.of(what, name), description);
  }

  /** The group, or the role, that is called so. */
  <T extends UserLabel> T made(
      UserLabel.Maker<T> maker, CustomerId customer, long id, Instant createdAt) {
    return maker.of(customer, id, name.given(), name.key(), description, createdAt);
  }
}
