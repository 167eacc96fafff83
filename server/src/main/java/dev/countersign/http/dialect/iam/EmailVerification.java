package dev.countersign.http.dialect.iam;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.domain.User;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.AddressVerification;
import dev.countersign.lifecycle.LinkResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET auth/email/verification?token=&user=}: confirms an address by the mailed token. */
final class EmailVerification implements Endpoint {
  private final IamDialect dialect;
  private final AddressVerification verification;
  private final DefaultCustomer defaultCustomer;

  EmailVerification(
      IamDialect dialect, AddressVerification verification, DefaultCustomer defaultCustomer) {
    this.dialect = dialect;
    this.verification = verification;
    this.defaultCustomer = defaultCustomer;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            IamDialect.PREFIX + "/auth/email/verification",
            dialect,
            BodyKind.NONE,
            Access.open(this::verify)));
  }

  private Reply verify(Exchange exchange) {
    String token = required(exchange, "token");
    LinkResult result =
        verification.follow(
            defaultCustomer.of(exchange.authority()),
            token,
            exchange.query("user").filter(user -> !user.isEmpty()),
            exchange.origin());
    return switch (result) {
      case LinkResult.Done(User user) -> done(user);
      case LinkResult.Unknown _ ->
          Problem.LINK_UNKNOWN.reply("The link was used already, or never was; ask for another");
      case LinkResult.Expired _ ->
          Problem.LINK_EXPIRED.reply("The link has expired; ask for another");
      case LinkResult.NameTaken _ ->
          Problem.USER_NAME_TAKEN.reply("Sign up once more, with another user name");
    };
  }

  static String required(Exchange exchange, String name) {
    return exchange
        .query(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> RequestRefused.malformed("The parameter " + name + " is missing"));
  }

  private static Reply done(User user) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("userName", user.userName());
    answer.put("emailVerified", user.profile().emailVerified());
    return Reply.json(200, answer);
  }
}
