package dev.countersign.http.oauth2;

import dev.countersign.authorization.Browser;
import dev.countersign.authorization.Person;
import dev.countersign.http.Exchange;
import dev.countersign.http.HostCookie;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.signin.BrowserUser;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the browser behind a request is known by. */
final class Browsers {
  /**
   * It outlives the change of the other cookie at every sign-in, which flows have to go on after.
   */
  private static final String FLOW_COOKIE = "countersign-flow";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{64}");

  private final BrowserGate gate;

  Browsers(BrowserGate gate) {
    this.gate = gate;
  }

  Browser of(Exchange exchange) {
    return new Browser(
        gate.user(exchange).map(Browsers::person), secret(exchange), exchange.origin());
  }

  static Person person(BrowserUser user) {
    return new Person(user.session(), user.customer(), user.id(), user.amr(), user.authTime());
  }

  /** What binds flows to the browser. */
  static Optional<String> secret(Exchange exchange) {
    return exchange.cookie(FLOW_COOKIE).filter(value -> SECRET.matcher(value).matches());
  }

  static HostCookie cookie(String secret) {
    return HostCookie.untilClosed(FLOW_COOKIE, secret);
  }
}
