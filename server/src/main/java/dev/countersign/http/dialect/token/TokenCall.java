package dev.countersign.http.dialect.token;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Access;
import dev.countersign.http.BasicCredentials;
import dev.countersign.http.BearerCredentials;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.signin.SignInResult;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import dev.countersign.signin.UserSignIn;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.signin.UserSignIn.Kind;
import dev.countersign.signin.UserSignIn.Request;
import dev.countersign.token.Renewal;
import dev.countersign.token.SignedTokens;
import dev.countersign.token.SignedTokens.Issued;
import dev.countersign.token.TokenSubject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST}: Basic signs a person in, Bearer renews. The answer is a signed access token. */
final class TokenCall implements Endpoint {
  private final TokenDialect dialect;
  private final UserSignIn signIn;
  private final DefaultCustomer customer;
  private final Renewal renewal;
  private final SignedTokens signed;
  private final Duration ttl;

  TokenCall(
      TokenDialect dialect,
      UserSignIn signIn,
      DefaultCustomer customer,
      Renewal renewal,
      SignedTokens signed,
      Duration ttl) {
    this.dialect = dialect;
    this.signIn = signIn;
    this.customer = customer;
    this.renewal = renewal;
    this.signed = signed;
    this.ttl = ttl;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST, TokenDialect.PATH, dialect, BodyKind.NONE, Access.open(this::answer)));
  }

  private Reply answer(Exchange exchange) {
    List<String> presented = exchange.headers("Authorization").stream().distinct().toList();
    if (presented.size() != 1) {
      return TokenDialect.forbidden();
    }
    Optional<BasicCredentials> basic = BasicCredentials.parse(presented.getFirst());
    if (basic.isPresent()) {
      return signedIn(exchange, basic.get());
    }
    return BearerCredentials.parse(presented.getFirst())
        .flatMap(renewal::renew)
        .map(TokenCall::issued)
        .orElseGet(TokenDialect::forbidden);
  }

  private Reply signedIn(Exchange exchange, BasicCredentials credentials) {
    SignInResult<Grant> result =
        signIn.signIn(
            new Request(
                customer.of(exchange.authority()),
                credentials.userName(),
                credentials.password(),
                Kind.PLAIN,
                Optional.empty(),
                Optional.empty(),
                exchange.origin()));
    return switch (result) {
      case SignedIn<Grant>(Grant grant) ->
          issued(signed.plain(TokenSubject.of(grant.session()), ttl));
      case Refused<Grant>(var _) -> TokenDialect.forbidden();
      case Throttled<Grant>(Duration wait) -> later(Failure.throttled(wait), exchange);
      case Busy<Grant>(Duration wait) -> later(Failure.busy(wait), exchange);
    };
  }

  private Reply later(Failure failure, Exchange exchange) {
    return dialect.failure(failure, exchange.path(), exchange.receivedAt()).retry(failure);
  }

  private static Reply issued(Issued token) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("isSuccess", true);
    body.put("token", token.text());
    return Reply.json(200, body);
  }
}
