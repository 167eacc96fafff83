package dev.countersign.http.web;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.domain.CustomerId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.passkey.PasskeyAssertion;
import dev.countersign.session.SignOut;
import dev.countersign.signin.BrowserSignIn;
import dev.countersign.signin.PasskeySignIn;
import dev.countersign.signin.WaitingSignIns;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
      SecondFactorPages secondFactors,
      WaitingSignIns waiting,
      PasskeyAssertion passkeys,
      PasskeySignIn passkeySignIn,
      Predicate<Optional<CustomerId>> signUpOpen,
      ConsoleSignIn console) {}

  /** The endpoints. */
  public static List<Endpoint> endpoints(Features features) {
    SignInPage page = new SignInPage(features);
    return List.of(page, new PasskeySignInForm(features, page), new SignOutPage(features));
  }
}
