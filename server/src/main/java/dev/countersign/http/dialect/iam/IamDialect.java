package dev.countersign.http.dialect.iam;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.device.Challenges;
import dev.countersign.device.DeviceRegistry;
import dev.countersign.factor.FactorAdministration;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import dev.countersign.lifecycle.Lifecycle;
import dev.countersign.session.Refresh;
import dev.countersign.session.SignOut;
import dev.countersign.signin.FaceSignIn;
import dev.countersign.signin.UserSignIn;
import dev.countersign.token.SignedTokens;
import dev.countersign.user.UserAdministration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** How the IAM dialect words failures, and the calls it has. */
public final class IamDialect implements Dialect {
  static final String PREFIX = "/v1/iam";

  /**
   * What the calls are made of.
   *
   * @param accessTtl how long access and ID tokens live
   */
  public record Features(
      DefaultCustomer defaultCustomer,
      UserSignIn signIn,
      FaceSignIn faceSignIn,
      Refresh refresh,
      SignOut signOut,
      SignedTokens tokens,
      UserAdministration users,
      FactorAdministration factors,
      DeviceRegistry devices,
      Challenges challenges,
      Lifecycle accounts,
      Duration accessTtl) {}

  /** The calls of this dialect. */
  public static List<Endpoint> endpoints(Features features) {
    IamDialect dialect = new IamDialect();
    TokenAnswers answers = new TokenAnswers(features.tokens(), features.accessTtl());
    return List.of(
        new WebSignIn(dialect, features.signIn(), features.defaultCustomer(), answers),
        new FaceSignInCall(dialect, features.faceSignIn(), features.defaultCustomer(), answers),
        new GetRefreshToken(dialect, features.refresh(), answers),
        new Logout(dialect, features.signOut()),
        new LoginStatus(dialect, features.users(), features.factors()),
        new DeviceChallenge(dialect, features.challenges()),
        new DeviceConfirm(dialect, features.devices()),
        new DeviceList(dialect, features.devices()),
        new SignUpCall(dialect, features.accounts().signUp(), features.defaultCustomer()),
        new EmailRegenerate(
            dialect, features.accounts().verification(), features.defaultCustomer()),
        new EmailVerification(
            dialect, features.accounts().verification(), features.defaultCustomer()),
        new PasswordForgot(
            dialect, features.accounts().forgottenPassword(), features.defaultCustomer()),
        new PasswordConfirm(
            dialect, features.accounts().forgottenPassword(), features.defaultCustomer()));
  }

  @Override
  public String name() {
    return "iam";
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of(TokenSource.BEARER, TokenSource.X_ACCESS_TOKEN);
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return problem(failure.kind()).reply(failure.message());
  }

  private static Problem problem(Failure.Kind kind) {
    return switch (kind) {
      case MALFORMED, AMBIGUOUS_CREDENTIALS -> Problem.INVALID_REQUEST;
      case NO_CREDENTIALS -> Problem.MISSING_TOKEN;
      case INVALID_CREDENTIALS -> Problem.INVALID_TOKEN;
      case SCOPE_MISSING -> Problem.INSUFFICIENT_SCOPE;
      case NETWORK_REFUSED -> Problem.ACCESS_DENIED;
      case NOT_FOUND -> Problem.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> Problem.METHOD_NOT_ALLOWED;
      case TOO_LARGE -> Problem.PAYLOAD_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> Problem.UNSUPPORTED_MEDIA_TYPE;
      case TOO_MANY_ATTEMPTS -> Problem.TOO_MANY_ATTEMPTS;
      case UNEXPECTED -> Problem.SERVER_ERROR;
      case BUSY -> Problem.TEMPORARILY_UNAVAILABLE;
    };
  }

  /** A failure that says when to try again. */
  Reply later(Failure failure) {
    return problem(failure.kind()).reply(failure.message()).retry(failure);
  }
}
