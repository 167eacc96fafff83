package dev.countersign.http.web.account;

import dev.countersign.account.OwnApplications;
import dev.countersign.account.OwnData;
import dev.countersign.account.OwnFace;
import dev.countersign.account.OwnSessions;
import dev.countersign.http.Endpoint;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.signin.OwnPassword;
import dev.countersign.user.UserAdministration;
import java.util.List;

/** The pages below {@code /account}. */
public final class AccountPages {
  private static final String PATH = "/account";

  private AccountPages() {}

  /** What they show and call. */
  public record Features(
      Pages pages,
      BrowserGate gate,
      UserAdministration users,
      OwnPassword passwords,
      OwnSessions sessions,
      OwnFace face,
      OwnApplications applications,
      OwnData data) {
    PageRoutes routes() {
      return PageRoutes.below(PATH, pages, gate);
    }
  }

  /** The endpoints. */
  public static List<Endpoint> endpoints(Features features) {
    return List.of(
        new OverviewPage(features),
        new ProfilePage(features),
        new PasswordPage(features),
        new SessionsPage(features),
        new ApplicationsPage(features),
        new FacesPage(features),
        new DataPage(features));
  }
}
