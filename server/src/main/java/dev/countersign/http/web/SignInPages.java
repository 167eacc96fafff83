package dev.countersign.http.web;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Endpoint;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.session.SignOut;
import dev.countersign.signin.BrowserSignIn;
import java.util.List;

/** The pages to sign in and out. */
public final class SignInPages {
  private SignInPages() {}

  /** What they show and call. */
  public record Features(
      Pages pages,
      BrowserGate gate,
      BrowserSignIn signIn,
      SignOut signOut,
      DefaultCustomer defaultCustomer,
      Flows flows,
      SecondFactorPages secondFactors) {}

  /** The endpoints. */
  public static List<Endpoint> endpoints(Features features) {
    return List.of(new SignInPage(features), new SignOutPage(features));
  }
}
