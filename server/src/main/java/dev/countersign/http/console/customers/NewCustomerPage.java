package dev.countersign.http.console.customers;

import dev.countersign.crypto.GeneratedPassword;
import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.Input.Control;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.console.SecretModel;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.AlreadyExists;
import java.security.SecureRandom;
import java.util.List;

/** {@code /console/server/customers/new}: makes a customer, whose first key is a password. */
public final class NewCustomerPage implements Endpoint {
  private static final String NAME = "name";
  private static final String PASSWORD = "password";

  private final ConsoleRoutes routes;
  private final CustomerAdministration customers;
  private final HashPool pool;
  private final SecureRandom random;

  public NewCustomerPage(
      ConsoleRoutes routes, CustomerAdministration customers, HashPool pool, SecureRandom random) {
    this.routes = routes;
    this.customers = customers;
    this.pool = pool;
    this.random = random;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.server("/customers/new", request -> form(request, 200, "", Problems.NONE)),
        routes.serverAct("/customers/new", this::create));
  }

  private static Reply form(ConsoleRequest request, int status, String name, Problems problems) {
    Messages words = request.words();
    List<Input> inputs =
        List.of(
            Input.of(Control.LINE, NAME, words.text("console.customers.name"))
                .holding(name)
                .hinting(words.text("console.customers.name.hint"))
                .needed(),
            Input.of(Control.PASSWORD, PASSWORD, words.text("console.customers.password"))
                .hinting(words.text("console.customers.password.hint")));
    return FormModel.of(
        request,
        status,
        "console.customers.new",
        CustomersPage.PATH + "/new",
        CustomersPage.PATH,
        List.of(new InputGroup("", inputs)),
        problems);
  }

  private Reply create(ConsoleRequest request) {
    String name = request.field(NAME);
    String chosen = request.form().optionalText(PASSWORD).orElse("");
    boolean made = chosen.isEmpty();
    Secret password = made ? GeneratedPassword.of(random) : Secret.of(chosen);
    Customer customer;
    try {
      customer = pool.run(HashPool.Lane.ORDINARY, () -> created(request, name, password));
    } catch (HashPoolFull e) {
      throw new RequestRefused(Failure.busy(e.retryAfter()));
    } catch (InvalidInput | AlreadyExists e) {
      return form(request, 422, name, problem(name, chosen, String.valueOf(e.getMessage())));
    }
    String page = CustomersPage.PATH + "/" + customer.id();
    return made ? shown(request, customer, password, page) : ConsoleRequest.done(page, "created");
  }

  private Customer created(ConsoleRequest request, String name, Secret password) {
    return customers.create(name, password, request.origin());
  }

  /** What is wrong with the name is said of the name, everything else of the password. */
  private static Problems problem(String name, String chosen, String why) {
    boolean ofName = chosen.isEmpty() || why.contains("name") || name.isEmpty();
    return Problems.of(ofName ? NAME : PASSWORD, ConsoleRequest.sentence(why));
  }

  private static Reply shown(
      ConsoleRequest request, Customer customer, Secret password, String page) {
    Messages words = request.words();
    return request.page(
        200,
        "console/secret.jte",
        new SecretModel(
            request.frame(),
            words.text("console.customers.created", customer.name()),
            words.text("console.customers.created.lead"),
            words.text("console.customers.password"),
            customer.name(),
            password.text(),
            page,
            true));
  }
}
