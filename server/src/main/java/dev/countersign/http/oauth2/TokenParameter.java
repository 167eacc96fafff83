package dev.countersign.http.oauth2;

import dev.countersign.http.Exchange;
import dev.countersign.http.RequestRefused;
import dev.countersign.token.Introspection;
import dev.countersign.token.KeyCaller;

/** The token a form asks about. */
final class TokenParameter {
  private final Introspection introspection;

  TokenParameter(Introspection introspection) {
    this.introspection = introspection;
  }

  /**
   * The parameter. Whoever may not call learns that and not what is wrong with the form; RFC 7662,
   * section 2.1: "the endpoint MUST also require some form of authorization to access this
   * endpoint".
   */
  String of(Exchange exchange, KeyCaller caller) {
    try {
      return exchange.form().text("token");
    } catch (RequestRefused e) {
      introspection
          .refusal(caller, exchange.origin())
          .ifPresent(refusal -> {
            throw new RequestRefused(OAuthDialect.failure(refusal));
          });
      throw e;
    }
  }
}
