package dev.countersign.authorization;

import dev.countersign.domain.Client;
import java.util.Optional;
import java.util.Set;

/**
 * What is noted among the parameters of a request that waits. No request can bring such a note
 * along: its name is left out of what comes from outside.
 */
final class Notes {
  /** Nobody registers a parameter that begins so, and it is not legal in a header or scope. */
  private static final String MARK = "!";

  private static final String PUSHED = MARK + "pushed";
  private static final String SIGNED = MARK + "signed";

  /** The person said no. */
  static final String DENIED = MARK + "denied";

  /** The hexadecimal digest of the {@code request_uri} that the request came by. */
  static final String REFERENCE = MARK + "reference";

  /** What the client is to be told of, once somebody has signed in. */
  static final String PROBLEM = MARK + "problem";

  /** What is kept of a request: RFC 6749, section 3.1, has unrecognized parameters ignored. */
  private static final Set<String> KEPT =
      Set.of(
          "client_id",
          "response_type",
          "response_mode",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "prompt",
          "max_age",
          "acr_values",
          "claims",
          "id_token_hint",
          "login_hint",
          "ui_locales",
          "resource",
          "code_challenge",
          "code_challenge_method",
          "dpop_jkt",
          REFERENCE,
          PROBLEM);

  private Notes() {}

  /** Parameters from outside, without anything that looks like a note. */
  static Parameters fromOutside(Parameters sent) {
    return sent.without(
        sent.values().keySet().stream()
            .filter(name -> name.startsWith(MARK))
            .toArray(String[]::new));
  }

  /** What is kept of the parameters of a request, with how it came. */
  static Parameters noted(Asked asked) {
    Parameters noted = asked.parameters().only(KEPT);
    if (asked.pushed()) {
      noted = noted.with(PUSHED, "yes");
    }
    if (asked.signed()) {
      noted = noted.with(SIGNED, "yes");
    }
    return noted;
  }

  /** The request that was noted so. */
  static Asked read(Parameters noted, Optional<Client> client) {
    return new Asked(
        noted.without(PUSHED, SIGNED),
        client,
        noted.has(PUSHED),
        noted.has(SIGNED),
        Optional.empty());
  }
}
