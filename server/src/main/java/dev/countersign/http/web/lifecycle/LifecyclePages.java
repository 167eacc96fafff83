package dev.countersign.http.web.lifecycle;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Endpoint;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.http.web.Flows;
import dev.countersign.lifecycle.Lifecycle;
import dev.countersign.signin.OwnPassword;
import java.util.List;

/** The pages of an account's beginning and end. */
public final class LifecyclePages {
  private LifecyclePages() {}

  /** What they show and call. */
  public record Features(
      Pages pages,
      BrowserGate gate,
      Lifecycle accounts,
      DefaultCustomer defaultCustomer,
      Flows flows,
      OwnPassword passwords,
      boolean mail) {
    PlainPages plain() {
      return new PlainPages(pages, mail);
    }
  }

  /** The endpoints. */
  public static List<Endpoint> endpoints(Features features) {
    return List.of(
        new SignUpPage(features),
        new VerifyEmailPage(features),
        new RefuseAddressPage(features),
        new ForgotPasswordPage(features),
        new InvitationPage(features),
        new RestoreAccountPage(features),
        new ChangeEmailPage(features),
        new DeleteAccountPage(features));
  }
}
