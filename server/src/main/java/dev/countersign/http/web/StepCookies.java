package dev.countersign.http.web;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.factor.BrowserMemory.Remembered;
import dev.countersign.http.Exchange;
import dev.countersign.http.HostCookie;
import java.time.Duration;
import java.util.Optional;

/** The cookies by which a browser finds its sign-in that waits, and by which it is remembered. */
public final class StepCookies {
  private static final String WAITING = "sign-in-step";
  private static final String REMEMBERED = "remembered";
  private static final Duration WAITS = Duration.ofMinutes(10);

  private StepCookies() {}

  /** Has the browser keep the id of the sign-in that waits. */
  public static HostCookie waiting(OpaqueToken id) {
    return HostCookie.keptFor(WAITING, id.text(), WAITS);
  }

  static Optional<String> waiting(Exchange exchange) {
    return exchange.cookie(WAITING);
  }

  static HostCookie done() {
    return HostCookie.forgotten(WAITING);
  }

  static HostCookie remembered(Remembered browser) {
    return HostCookie.keptFor(REMEMBERED, browser.cookie().text(), browser.lasts());
  }

  static Optional<String> remembered(Exchange exchange) {
    return exchange.cookie(REMEMBERED);
  }
}
