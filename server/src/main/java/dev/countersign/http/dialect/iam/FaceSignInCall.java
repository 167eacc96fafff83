package dev.countersign.http.dialect.iam;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.signin.FaceSignIn;
import dev.countersign.signin.SignInResult;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import dev.countersign.signin.UserSignIn.Grant;
import java.time.Duration;
import java.util.List;

/** {@code POST auth/sign-in/face}: a person's face and confirmed device for tokens. */
final class FaceSignInCall implements Endpoint {
  private static final int LONGEST_IMAGE = 1 << 27;
  private static final String DATA = "data:";

  private final IamDialect dialect;
  private final FaceSignIn signIn;
  private final DefaultCustomer defaultCustomer;
  private final TokenAnswers answers;

  FaceSignInCall(
      IamDialect dialect,
      FaceSignIn signIn,
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
            IamDialect.PREFIX + "/auth/sign-in/face",
            dialect,
            BodyKind.PICTURE_JSON,
            Access.open(this::signIn)));
  }

  private Reply signIn(Exchange exchange) {
    SignInResult<Grant> result = signIn.signIn(request(exchange));
    return switch (result) {
      case SignedIn<Grant>(Grant grant) -> answers.of(grant);
      case Refused<Grant> _ ->
          Problem.INVALID_CREDENTIALS.reply(
              "The user name, the face or the device's proof is wrong; each try needs a new nonce,"
                  + " signed with the device's confirmed key");
      case Throttled<Grant>(Duration wait) -> dialect.later(Failure.throttled(wait));
      case Busy<Grant>(Duration wait) -> dialect.later(Failure.busy(wait));
    };
  }

  private FaceSignIn.Request request(Exchange exchange) {
    JsonBody body = exchange.json();
    String userName = body.text("userName");
    String image =
        body.optionalText("image", LONGEST_IMAGE)
            .map(FaceSignInCall::inline)
            .orElseThrow(() -> RequestRefused.malformed("The field image is missing"));
    DeviceClaim device = DeviceClaim.of(exchange);
    return new FaceSignIn.Request(
        defaultCustomer.of(exchange.authority()),
        userName,
        image,
        device
            .proof()
            .orElseThrow(() ->
                RequestRefused.malformed(
                    "A face alone signs nobody in; send deviceKey and deviceProof of a confirmed"
                        + " device")),
        exchange.origin());
  }

  /** The picture comes in the call: a stranger has nothing fetched. */
  private static String inline(String image) {
    if (image.regionMatches(true, 0, DATA, 0, DATA.length())) {
      return image;
    }
    if (image.indexOf(':') >= 0) {
      throw RequestRefused.malformed("The field image must be a data: URL or base64");
    }
    return "data:image/jpeg;base64," + image;
  }
}
