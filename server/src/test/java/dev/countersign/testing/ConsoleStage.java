package dev.countersign.testing;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserRole;
import dev.countersign.testing.TestServer.Answer;
import java.util.Map;

/** People who have a place in the console, signed in with two factors. */
public final class ConsoleStage {
  private final TestServer server;

  public ConsoleStage(TestServer server) {
    this.server = server;
  }

  /** Gives a person the role that administrators have. */
  public User promoted(Customer customer, User user) {
    UserRole role =
        server
            .core()
            .lifecycle
            .roles
            .find(customer.id(), "administrator")
            .orElseGet(() ->
                server
                    .core()
                    .lifecycle
                    .roles
                    .create(customer.id(), "administrator", "", Origin.CLI));
    var _ = server.core().lifecycle.roles.grant(customer.id(), role.id(), user.id(), Origin.CLI);
    return user;
  }

  /** A new administrator of that customer, in a browser of their own. */
  public PageClient administrator(Customer customer, String name) {
    return signedIn(customer, promoted(customer, server.user(customer, name)));
  }

  /** A new operator of the server, who belongs to that customer. */
  public PageClient operator(Customer customer, String name) {
    User user = server.user(customer, name);
    var _ = server.core().lifecycle.operators.add(customer.id(), user.id(), Origin.CLI);
    return signedIn(customer, user);
  }

  /** Signs a person in with password and app, on the way to the console. */
  public PageClient signedIn(Customer customer, User user) {
    AppOfCodes app = AppOfCodes.setUp(server, user);
    PageClient browser = new PageClient(server);
    browser.get("/sign-in?continue=/console");
    Map<String, String> password =
        Map.of(
            "organisation",
            customer.name(),
            "user-name",
            user.userName(),
            "password",
            TestServer.PASSWORD,
            "continue",
            "/console");
    Answer first = browser.post("/sign-in", password);
    browser.get(first.header("Location"));
    Map<String, String> code =
        Map.of("method", "app", "code", app.code(), "continue", "/console", "flow", "");
    Answer second = browser.post("/sign-in/second", code);
    if (!second.header("Location").equals("/console")) {
      throw new AssertionError("not signed in: " + second.status() + " " + second.body());
    }
    return browser;
  }
}
