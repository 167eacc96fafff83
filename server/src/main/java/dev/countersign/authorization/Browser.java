package dev.countersign.authorization;

import java.util.Optional;

/**
 * What a browser brings along.
 *
 * @param person who is signed in in it
 * @param secret what binds flows to it, if it has been given that
 */
public record Browser(Optional<Person> person, Optional<String> secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Browser[" + person.map(Person::session) + "]";
  }
}
