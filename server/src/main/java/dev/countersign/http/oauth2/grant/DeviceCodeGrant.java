package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.http.FormBody;
import dev.countersign.token.DeviceExchange;
import dev.countersign.token.TokenRequest;
import dev.countersign.token.TokenResult;
import java.util.Optional;

/** {@code grant_type=urn:ietf:params:oauth:grant-type:device_code} (RFC 8628, section 3.4). */
final class DeviceCodeGrant implements Grant {
  private final DeviceExchange exchange;

  DeviceCodeGrant(DeviceExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public GrantType type() {
    return GrantType.DEVICE_CODE;
  }

  @Override
  public TokenResult issue(TokenRequest request, FormBody form) {
    Optional<String> code = form.given("device_code");
    if (code.isEmpty()) {
      return Grant.missing("device_code");
    }
    return exchange.exchange(request, code.get());
  }
}
