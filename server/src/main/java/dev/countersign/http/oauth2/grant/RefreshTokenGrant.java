package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.http.FormBody;
import dev.countersign.token.RefreshExchange;
import dev.countersign.token.TokenRequest;
import dev.countersign.token.TokenResult;
import java.util.Optional;

/** {@code grant_type=refresh_token} (RFC 6749, section 6). */
final class RefreshTokenGrant implements Grant {
  private final RefreshExchange exchange;

  RefreshTokenGrant(RefreshExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public GrantType type() {
    return GrantType.REFRESH_TOKEN;
  }

  @Override
  public TokenResult issue(TokenRequest request, FormBody form) {
    Optional<String> token = form.given("refresh_token");
    if (token.isEmpty()) {
      return Grant.missing("refresh_token");
    }
    return exchange.exchange(request, token.get());
  }
}
