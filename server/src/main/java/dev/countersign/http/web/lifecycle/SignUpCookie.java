package dev.countersign.http.web.lifecycle;

import dev.countersign.http.Exchange;
import dev.countersign.http.HostCookie;
import dev.countersign.lifecycle.SignUp;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookie that tells the browser somebody signed up in from any other. */
final class SignUpCookie {
  private static final String NAME = "signed-up";
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9]{64}");

  private SignUpCookie() {}

  static Optional<String> of(Exchange exchange) {
    return exchange.cookie(NAME).filter(value -> VALUE.matcher(value).matches());
  }

  static HostCookie kept(String value) {
    return HostCookie.keptFor(NAME, value, SignUp.VALID);
  }
}
