package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.http.FormBody;
import dev.countersign.token.CodeExchange;
import dev.countersign.token.CodeExchange.Presented;
import dev.countersign.token.TokenRequest;
import dev.countersign.token.TokenResult;
import java.util.Optional;

/** {@code grant_type=authorization_code} (RFC 6749, section 4.1.3). */
final class AuthorizationCodeGrant implements Grant {
  private final CodeExchange exchange;

  AuthorizationCodeGrant(CodeExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public GrantType type() {
    return GrantType.AUTHORIZATION_CODE;
  }

  @Override
  public TokenResult issue(TokenRequest request, FormBody form) {
    Optional<String> code = form.given("code");
    if (code.isEmpty()) {
      return Grant.missing("code");
    }
    return exchange.exchange(
        request,
        new Presented(code.get(), form.given("redirect_uri"), form.given("code_verifier")));
  }
}
