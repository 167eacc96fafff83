package dev.countersign.http;

import dev.countersign.http.Failure.Kind;
import dev.countersign.token.KeyCaller;

/** A customer's name and key, as HTTP Basic. */
public final class KeyCredentials {
  private KeyCredentials() {}

  /** Those of the request; one without is refused. */
  public static KeyCaller of(Exchange exchange) {
    return exchange
        .basic()
        .map(basic -> new KeyCaller(basic.userName(), basic.password()))
        .orElseThrow(() ->
            new RequestRefused(
                Failure.of(
                    Kind.NO_CREDENTIALS,
                    "Authorization required: send the customer's name and key as HTTP"
                        + " Basic")));
  }
}
