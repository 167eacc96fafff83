package dev.countersign.http.web;

import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.web.Flows.Flow;
import dev.countersign.signin.BrowserSignIn.SecondFactorNeeded;
import java.util.Optional;

/** Where a sign-in goes on for which the password is not enough. */
public interface SecondFactorPages {
  /**
   * Sends the browser there.
   *
   * @param next the page to go on to afterwards
   * @param flow the application that waits, if one does
   */
  Reply reply(Exchange exchange, SecondFactorNeeded needed, String next, Optional<Flow> flow);
}
