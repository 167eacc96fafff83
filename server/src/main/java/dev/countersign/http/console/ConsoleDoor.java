package dev.countersign.http.console;

import dev.countersign.config.ConsoleSettings;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.group.Administrators;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.Access;
import dev.countersign.http.ConsoleGate;
import dev.countersign.http.ConsoleVisit;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.WaitingSignIns;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Stands before the console. Whoever signed in with one factor where two are asked for shows the
 * other first; whoever administers nothing is told whom to ask; and what is not theirs is answered
 * like what is not there.
 */
final class ConsoleDoor implements ConsoleGate {
  private static final String CONSOLE = ConsoleRoutes.CONSOLE;

  private final BrowserGate gate;
  private final Pages pages;
  private final ConsoleSettings settings;
  private final WaitingSignIns waiting;
  private final Administrators administrators;
  private final ServerOperators operators;
  private final CustomerAdministration customers;

  ConsoleDoor(ConsoleFeatures features) {
    this.gate = features.gate();
    this.pages = features.pages();
    this.settings = features.settings();
    this.waiting = features.waiting();
    this.administrators = features.administrators();
    this.operators = features.operators();
    this.customers = features.customers();
  }

  @Override
  public Reply enter(Exchange exchange, Access.Console access) {
    return gate.enterSignedIn(
        exchange, (entered, visitor, user) -> admitted(entered, visitor, user, access));
  }

  private Reply admitted(
      Exchange exchange, Visitor visitor, BrowserUser user, Access.Console access) {
    boolean operator = operators.include(user.customer(), user.id());
    boolean administrator = administrators.include(user.customer(), user.id());
    if (!operator && !administrator) {
      return closed(exchange, visitor, "nobody", user, CONSOLE);
    }
    if (settings.twoFactors() && WaitingSignIns.weak(user)) {
      return stronger(exchange, visitor, user);
    }
    Optional<Customer> of = Optional.empty();
    switch (access.reach()) {
      case ANYBODY -> {}
      case SERVER -> require(operator);
      case CUSTOMER -> {
        of = asked(exchange, user, operator, administrator);
        require(of.isPresent());
      }
    }
    return access.handler().handle(new ConsoleVisit(exchange, visitor, user, operator, of));
  }

  private Reply stronger(Exchange exchange, Visitor visitor, BrowserUser user) {
    String wanted = CONSOLE;
    if (exchange.safe()) {
      wanted = exchange.path() + exchange.queryString().map(query -> "?" + query).orElse("");
    }
    if (!waiting.canStrengthen(user)) {
      return closed(exchange, visitor, "one-factor", user, wanted);
    }
    return Reply.seeOther("/sign-in?continue=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
  }

  private Reply closed(
      Exchange exchange, Visitor visitor, String why, BrowserUser user, String next) {
    return pages.reply(
        exchange,
        visitor,
        View.of(403, "console/closed.jte", new ClosedModel(why, user.userName(), next)));
  }

  private Optional<Customer> asked(
      Exchange exchange, BrowserUser user, boolean operator, boolean administrator) {
    return CustomerId.parse(exchange.pathParam("customer"))
        .filter(customer -> operator || (administrator && customer.equals(user.customer())))
        .flatMap(customers::find);
  }

  private static void require(boolean reached) {
    if (!reached) {
      throw new RequestRefused(Failure.of(Kind.NOT_FOUND, "There is no such page"));
    }
  }
}
