package dev.countersign.authorization;

import dev.countersign.domain.Origin;
import java.util.Optional;

/**
 * What a browser brings along.
 *
 * @param person who is signed in in it
 * @param secret what binds flows to it, if it has been given that
 * @param origin where it is
 */
public record Browser(Optional<Person> person, Optional<String> secret, Origin origin) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Browser[" + person.map(Person::session) + "]";
  }
}
