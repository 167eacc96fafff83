package dev.countersign.http.console.people;

import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.group.AdministratorProtection;
import dev.countersign.group.AdministratorProtection.Rights;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.lifecycle.Invitations;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserAdministration;
import java.util.List;

/**
 * Makes the routes of pages about one person. Whoever is not there is answered so before a page is
 * asked; the account of a server's operator is acted on by operators alone; and some acts nobody
 * does to their own account here, where no password is asked for.
 */
final class PersonRoutes {
  private static final String USER = "/users/{user}";
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;

  private final ConsoleRoutes routes;
  private final UserAdministration users;
  private final ServerOperators operators;
  private final AdministratorProtection protection;
  private final Invitations invitations;

  PersonRoutes(
      ConsoleRoutes routes,
      UserAdministration users,
      ServerOperators operators,
      AdministratorProtection protection,
      Invitations invitations) {
    this.routes = routes;
    this.users = users;
    this.operators = operators;
    this.protection = protection;
    this.invitations = invitations;
  }

  /** Answers a request about a person. */
  interface Handler {
    Reply handle(Person person);
  }

  /** A page that shows something. */
  Route page(String path, Handler handler) {
    return routes.within(USER + path, request -> handler.handle(found(request)));
  }

  /** A form by which something is done; who may not do it is told so instead. */
  Route form(String path, Handler handler) {
    return routes.within(USER + path, request -> touched(found(request), handler));
  }

  /** An act. */
  Route act(String path, Handler handler) {
    return routes.act(USER + path, request -> touched(found(request), handler));
  }

  /** A form for what nobody does to themselves here. */
  Route formOfOthers(String path, Handler handler) {
    return form(path, person -> other(person, handler));
  }

  /** An act that nobody does to themselves here. */
  Route actOnOthers(String path, Handler handler) {
    return act(path, person -> other(person, handler));
  }

  private Person found(ConsoleRequest request) {
    UserId id = new UserId(request.id("user"));
    User user = users.find(request.customerId(), id).orElseThrow(() -> new NotFound("the user"));
    return new Person(request, head(request, user));
  }

  /** Who a request is about. */
  PersonHead head(ConsoleRequest request, User user) {
    var visitor = request.visit().user();
    Rights rights = Rights.ofAdministrator(request.visit().operator());
    return new PersonHead(
        request.path("/users/" + user.id()),
        user,
        !invitations.waiting(user.customerId(), List.of(user)).isEmpty(),
        operators.include(user.customerId(), user.id()),
        protection.account(rights, user.customerId(), user.id()).isPresent(),
        visitor.customer().equals(user.customerId()) && visitor.id().equals(user.id()));
  }

  private static Reply touched(Person person, Handler handler) {
    if (person.head().untouchable()) {
      return person.request().problem(FORBIDDEN, person.text("console.user.operators-alone"));
    }
    return handler.handle(person);
  }

  private static Reply other(Person person, Handler handler) {
    if (person.head().self()) {
      return person.request().problem(CONFLICT, person.text("console.user.not-yourself"));
    }
    return handler.handle(person);
  }
}
