package dev.countersign.http.dialect.iam;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.domain.Profile;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.SignUp;
import dev.countersign.lifecycle.SignUp.Wanted;
import dev.countersign.lifecycle.SignUpResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST auth/sign-up/web}: the same answer whether or not the account exists. */
final class SignUpCall implements Endpoint {
  private static final int CREATED = 201;

  private final IamDialect dialect;
  private final SignUp signUp;
  private final DefaultCustomer defaultCustomer;

  SignUpCall(IamDialect dialect, SignUp signUp, DefaultCustomer defaultCustomer) {
    this.dialect = dialect;
    this.signUp = signUp;
    this.defaultCustomer = defaultCustomer;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            IamDialect.PREFIX + "/auth/sign-up/web",
            dialect,
            BodyKind.JSON,
            Access.open(this::signUp)));
  }

  private Reply signUp(Exchange exchange) {
    SignUpResult result =
        signUp.request(
            defaultCustomer.of(exchange.authority()), wanted(exchange.json()), exchange.origin());
    return switch (result) {
      case SignUpResult.Accepted(String userName) -> accepted(userName);
      case SignUpResult.Refused(String message) -> Problem.INVALID_REQUEST.reply(message);
      case SignUpResult.Closed _ ->
          Problem.SIGN_UP_CLOSED.reply("Ask whoever runs the service to invite you");
      case SignUpResult.Throttled(Duration wait) -> dialect.later(Failure.throttled(wait));
      case SignUpResult.Busy(Duration wait) -> dialect.later(Failure.busy(wait));
    };
  }

  private static Wanted wanted(JsonBody body) {
    Profile profile =
        new Profile(
            body.optionalText("fullName").orElse(""),
            body.text("email"),
            false,
            body.textOrNumber("contact").orElse(""),
            "");
    return new Wanted(
        body.optionalText("userName").filter(name -> !name.isEmpty()),
        profile,
        Secret.of(body.password("password")),
        Optional.empty());
  }

  private static Reply accepted(String userName) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("userName", userName);
    answer.put("emailVerified", false);
    return Reply.json(CREATED, answer);
  }
}
