package dev.countersign.authorization;

import java.util.Optional;
import java.util.Set;

/**
 * Problems that a client is told of only once somebody has signed in. RFC 9700, section 4.11.2: an
 * attacker could register a client and send "an erroneous authorization request, [...] thus
 * instructing the authorization server to redirect the user agent to its phishing site"; so "The
 * authorization server MUST always authenticate the user first and, with the exception of the
 * silent authentication use case, prompt the user for credentials when needed, before redirecting
 * the user." Clients that the customer's own administrators registered are trusted, and told at
 * once.
 */
final class LaterProblems {
  /** What it takes to answer, and no more: nothing else of the request was found good. */
  private static final Set<String> KEPT =
      Set.of("client_id", "redirect_uri", "state", "response_mode");

  private LaterProblems() {}

  /** Whether somebody has to sign in before this client is told of anything. */
  static boolean wait(Asked asked, Optional<Person> person) {
    return asked.client().registrationDigest() != null
        && !asked.parameters().words("prompt").contains(Prompt.NONE.text())
        && person.filter(one -> one.customer().equals(asked.client().customerId())).isEmpty();
  }

  /** The request as it is kept while somebody signs in. */
  static Asked kept(Asked asked, Problem problem) {
    Parameters few =
        asked
            .parameters()
            .only(KEPT)
            .with(Notes.PROBLEM, problem.code() + " " + problem.description());
    return new Asked(few, asked.known(), false, false, Optional.empty());
  }

  /** The problem that a request was kept with. */
  static Optional<Problem> of(Asked asked) {
    return asked
        .parameters()
        .one(Notes.PROBLEM)
        .map(noted -> noted.split(" ", 2))
        .map(parts -> new Problem(ErrorCode.valueOf(parts[0]), parts[1]));
  }
}
