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

  private static final String FLOW = "signed-up-for";

  private SignUpCookie() {}

  static Optional<String> of(Exchange exchange) {
    return exchange.cookie(NAME).filter(value -> VALUE.matcher(value).matches());
  }

  static HostCookie kept(String value) {
    return HostCookie.keptFor(NAME, value, SignUp.VALID);
  }

  /** The request of an application that somebody signed up for, to go on with it afterwards. */
  static Optional<String> flow(Exchange exchange) {
    return exchange.cookie(FLOW).filter(value -> VALUE.matcher(value).matches());
  }

  /** Keeps it as long as the mailed link works; forgets it where no application waits. */
  static HostCookie flow(String id) {
    if (!VALUE.matcher(id).matches()) {
      return HostCookie.forgotten(FLOW);
    }
    return HostCookie.keptFor(FLOW, id, SignUp.VALID);
  }
}
