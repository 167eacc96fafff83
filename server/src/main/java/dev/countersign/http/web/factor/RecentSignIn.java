package dev.countersign.http.web.factor;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.http.Access;
import dev.countersign.http.Reply;
import dev.countersign.http.web.StepCookies;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.WaitingSignIns;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whoever changes factors showed who they are a short while ago, and with a second factor where
 * they have one: a browser left alone, or a cookie that was copied, does not take an account over.
 * A code by mail is one, too: otherwise whoever knows the password alone could add an app, and go
 * with its codes where a second factor is asked for.
 */
final class RecentSignIn {
  private final WaitingSignIns waiting;
  private final InstantSource clock;

  RecentSignIn(WaitingSignIns waiting, InstantSource clock) {
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Lets that happen once it was shown; else it is asked for, on the way back to that page. */
  Access.SignedInHandler before(String page, Access.SignedInHandler handler) {
    return (exchange, visitor, caller) ->
        missing(caller, Onward.of(exchange).keptBy(page))
            .orElseGet(() -> handler.handle(exchange, visitor, caller));
  }

  /** Where to show it once more, on the way back to that page; absent when it is recent enough. */
  private Optional<Reply> missing(BrowserUser caller, String page) {
    boolean any = waiting.canStrengthen(caller);
    boolean recent = caller.recent(clock.instant());
    if (recent && !(any && WaitingSignIns.weak(caller))) {
      return Optional.empty();
    }
    String back = "?continue=" + URLEncoder.encode(page, StandardCharsets.UTF_8) + "&flow=";
    if (any) {
      Optional<OpaqueToken> step = waiting.strengthen(caller);
      if (step.isPresent()) {
        return Optional.of(
            Reply.seeOther("/sign-in/second" + back).with(StepCookies.waiting(step.get())));
      }
    }
    return Optional.of(Reply.seeOther("/sign-in" + back + "&again"));
  }
}
