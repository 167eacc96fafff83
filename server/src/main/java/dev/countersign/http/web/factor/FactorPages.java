package dev.countersign.http.web.factor;

import dev.countersign.domain.User;
import dev.countersign.factor.AppCodes;
import dev.countersign.factor.FactorAdministration;
import dev.countersign.factor.RecoverySheet;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.web.RecoveryCodesModel;
import dev.countersign.keys.KeyRing;
import dev.countersign.passkey.PasskeyRegistration;
import dev.countersign.signin.AppSetUp;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.WaitingSignIns;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserAdministration;
import java.time.InstantSource;
import java.util.List;

/** The pages about factors, below {@code /account}. */
public final class FactorPages {
  private FactorPages() {}

  /** What they show and call. */
  public record Features(
      Pages pages,
      BrowserGate gate,
      UserAdministration users,
      PasskeyRegistration passkeys,
      AppCodes apps,
      RecoverySheet recovery,
      FactorAdministration factors,
      WaitingSignIns waiting,
      AppSetUp setUp,
      boolean consoleAsksForTwo,
      KeyRing ring,
      InstantSource clock) {
    PageRoutes routes(String path) {
      return PageRoutes.below(path, pages, gate);
    }

    User user(BrowserUser caller) {
      return users.find(caller.customer(), caller.id()).orElseThrow(() -> new NotFound("the user"));
    }

    /** A factor is set up: on to what was wanted, or to that page, past codes if there are any. */
    Reply afterSetUp(Exchange exchange, Visitor visitor, List<String> codes, String page) {
      String next = Onward.of(exchange).or(page);
      if (codes.isEmpty()) {
        return Reply.seeOther(next);
      }
      return pages.reply(exchange, visitor, new RecoveryCodesModel(codes, next).view());
    }
  }

  /** The endpoints. */
  public static List<Endpoint> endpoints(Features features) {
    RecentSignIn recent = new RecentSignIn(features.waiting(), features.clock());
    return List.of(
        new PasskeysPage(features, recent),
        new AppPage(features, recent),
        new RecoveryCodesPage(features, recent));
  }
}
