package dev.countersign.http.dialect.iam;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.signin.SignInResult;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import dev.countersign.signin.UserSignIn;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.signin.UserSignIn.Kind;
import dev.countersign.signin.UserSignIn.Request;
import java.time.Duration;
import java.util.List;

/** {@code POST auth/sign-in/web/sign-in}: a person's name and password for tokens. */
final class WebSignIn implements Endpoint {
  private final IamDialect dialect;
  private final UserSignIn signIn;
  private final DefaultCustomer defaultCustomer;
  private final TokenAnswers answers;

  WebSignIn(
      IamDialect dialect,
      UserSignIn signIn,
      DefaultCustomer defaultCustomer,
      TokenAnswers answers) {
    this.dialect = dialect;
    this.signIn = signIn;
    this.defaultCustomer = defaultCustomer;
    this.answers = answers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            IamDialect.PREFIX + "/auth/sign-in/web/sign-in",
            dialect,
            BodyKind.JSON,
            Access.open(this::signIn)));
  }

  private Reply signIn(Exchange exchange) {
    SignInResult<Grant> result = signIn.signIn(request(exchange));
    return switch (result) {
      case SignedIn<Grant>(Grant grant) -> answers.of(grant);
      case Refused<Grant>(Reason reason) -> refused(reason);
      case Throttled<Grant>(Duration wait) -> dialect.later(Failure.throttled(wait));
      case Busy<Grant>(Duration wait) -> dialect.later(Failure.busy(wait));
    };
  }

  private Request request(Exchange exchange) {
    JsonBody body = exchange.json();
    String userName = body.text("userName");
    Secret password = Secret.of(body.password("password"));
    DeviceClaim device = DeviceClaim.of(exchange);
    return new Request(
        defaultCustomer.of(exchange.authority()),
        userName,
        password,
        Kind.REMEMBERED,
        device.deviceKey(),
        device.proof(),
        exchange.origin());
  }

  private static Reply refused(Reason reason) {
    return switch (reason) {
      case WRONG_CREDENTIALS, CODE_USED ->
          Problem.INVALID_CREDENTIALS.reply("The user name or the password is wrong");
      case DEVICE_PROOF_INVALID ->
          Problem.DEVICE_PROOF_INVALID.reply(
              "Get a new nonce and sign it with the device's confirmed key, or sign in without"
                  + " deviceProof");
      case SECOND_FACTOR_REQUIRED ->
          Problem.SECOND_FACTOR_REQUIRED.reply(
              "A password alone does not sign this account in. Send deviceProof of a confirmed"
                  + " device, or have the person sign in on the sign-in page");
    };
  }
}
