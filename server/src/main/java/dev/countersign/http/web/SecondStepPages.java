package dev.countersign.http.web;

import dev.countersign.factor.AppCodes;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.http.web.Flows.Flow;
import dev.countersign.keys.KeyRing;
import dev.countersign.passkey.PasskeyAssertion;
import dev.countersign.signin.BrowserSignIn.SecondFactorNeeded;
import dev.countersign.signin.SecondStep;
import dev.countersign.signin.WaitingSignIns;
import java.util.List;
import java.util.Optional;

/** The pages of a sign-in's second step. */
public final class SecondStepPages {
  private SecondStepPages() {}

  /** What they show and call. */
  public record Features(
      Pages pages,
      BrowserGate gate,
      Flows flows,
      WaitingSignIns waiting,
      SecondStep step,
      PasskeyAssertion passkeys,
      AppCodes apps,
      KeyRing ring) {}

  /** The endpoints. */
  public static List<Endpoint> endpoints(Features features) {
    SecondStepAnswers answers = new SecondStepAnswers(features);
    return List.of(
        new SecondStepPage(features, answers),
        new FaceStepForm(features, answers),
        new SetUpPage(features, answers));
  }

  /** Sends a browser whose password is right, and not enough, to the second step. */
  public static Reply reply(SecondFactorNeeded needed, String next, Optional<Flow> flow) {
    String address = SecondStepPage.address(next, flow.map(Flow::id).orElse(""));
    return Reply.seeOther(address).with(StepCookies.waiting(needed.pending()));
  }
}
