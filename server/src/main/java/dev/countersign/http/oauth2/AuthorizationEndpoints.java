package dev.countersign.http.oauth2;

import dev.countersign.authorization.Authorization;
import dev.countersign.authorization.Flows;
import dev.countersign.http.Endpoint;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageDialect;
import dev.countersign.http.page.Pages;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.PublishedKeys;
import dev.countersign.logout.RelyingPartyLogout;
import dev.countersign.token.DpopProofs;
import java.util.List;

/** The calls of the front channel, and what describes the provider. */
public final class AuthorizationEndpoints {
  private AuthorizationEndpoints() {}

  /** What stands behind them. */
  public record Features(
      Pages pages,
      BrowserGate gate,
      Authorization authorization,
      Flows flows,
      RelyingPartyLogout logout,
      ClientCaller clients,
      DpopProofs proofs,
      KeyRing ring,
      PublishedKeys keys) {}

  /** All of them. */
  public static List<Endpoint> of(Features features) {
    Pages pages = features.pages();
    return List.of(
        new Authorize(
            new PageDialect(Authorize.PATH, pages),
            features.authorization(),
            new Browsers(features.gate()),
            new FrontChannel(pages)),
        new Logout(
            new PageDialect(OAuthDialect.PREFIX + "/logout", pages),
            features.gate(),
            pages,
            features.logout()),
        new PushRequest(
            new OAuthDialect(),
            features.authorization(),
            features.clients(),
            features.proofs(),
            features.ring()),
        new ConsentPage(
            pages,
            features.gate(),
            new Browsers(features.gate()),
            features.authorization(),
            features.flows()),
        new CancelForm(pages, features.gate(), features.flows()),
        new Discovery(new OAuthDialect(), features.keys()));
  }
}
