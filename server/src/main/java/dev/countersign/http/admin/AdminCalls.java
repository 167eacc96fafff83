package dev.countersign.http.admin;

import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.customer.DestinationRefused;
import dev.countersign.customer.OperatorsOnly;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Scope;
import dev.countersign.http.Access;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.ApiGate;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.ChangedMeanwhile;
import dev.countersign.store.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the routes of the management API: every call goes through here, where the customer of the
 * path is compared with the caller's, accounts of administrators are kept from those who may do
 * less, and what features refuse is worded.
 */
final class AdminCalls {
  static final String CUSTOMER = AdminDialect.PREFIX + "/customers/{customer}";
  private static final String USER = "/users/{user}";
  private static final int NO_CONTENT = 204;

  private final AdminDialect dialect;
  private final ApiGate gate;

  /** What a caller may write for its own customer, whose id it need not know. */
  private static final String OWN = "me";

  private final AdministratorGuard guard;
  private final CustomerAdministration customers;
  private final HashPool pool;

  AdminCalls(
      AdminDialect dialect,
      ApiGate gate,
      AdministratorGuard guard,
      CustomerAdministration customers,
      HashPool pool) {
    this.dialect = dialect;
    this.gate = gate;
    this.guard = guard;
    this.customers = customers;
    this.pool = pool;
  }

  /** Answers a call within a customer. */
  interface Within {
    Reply handle(AdminRequest request);
  }

  /** Answers a call that is about no customer, or all of them. */
  interface Beyond {
    Reply handle(Exchange exchange, ApiCaller caller);
  }

  /** A call within the customer of the path; {@code path} goes on behind it. */
  Route within(Method method, String path, Scope scope, BodyKind body, Within handler) {
    Within guarded = handler;
    if (scope == Scope.USERS_WRITE && path.startsWith(USER)) {
      guarded = onAccount(handler);
    }
    return route(method, path, scope, body, guarded);
  }

  private Within onAccount(Within handler) {
    return request -> {
      guard.account(request);
      return handler.handle(request);
    };
  }

  private Route route(Method method, String path, Scope scope, BodyKind body, Within handler) {
    return new Route(
        method, CUSTOMER + path, dialect, body, Access.api(gate, scope, answering(handler)));
  }

  private Access.ApiHandler answering(Within handler) {
    return (exchange, caller) -> guarded(() -> handler.handle(admitted(exchange, caller)));
  }

  /** A call that takes no scope: to look at the customer itself, which is the caller's own. */
  Route own(Within handler) {
    return new Route(
        Method.GET, CUSTOMER, dialect, BodyKind.NONE, Access.api(gate, answering(handler)));
  }

  Route get(String path, Scope scope, Within handler) {
    return within(Method.GET, path, scope, BodyKind.NONE, handler);
  }

  Route post(String path, Scope scope, Within handler) {
    return within(Method.POST, path, scope, BodyKind.JSON, handler);
  }

  /** A POST that says everything by its path. */
  Route act(String path, Scope scope, Within handler) {
    return within(Method.POST, path, scope, BodyKind.NONE, handler);
  }

  Route patch(String path, Scope scope, Within handler) {
    return within(Method.PATCH, path, scope, BodyKind.JSON, handler);
  }

  Route put(String path, Scope scope, Within handler) {
    return within(Method.PUT, path, scope, BodyKind.NONE, handler);
  }

  Route delete(String path, Scope scope, Within handler) {
    return within(Method.DELETE, path, scope, BodyKind.NONE, handler);
  }

  /** A call of anybody with that scope, about no customer in particular. */
  Route beyond(Method method, String path, Scope scope, BodyKind body, Beyond handler) {
    return new Route(
        method,
        AdminDialect.PREFIX + path,
        dialect,
        body,
        Access.api(
            gate, scope, (exchange, caller) -> guarded(() -> handler.handle(exchange, caller))));
  }

  /** A call for operators alone. */
  Route operator(Method method, String path, BodyKind body, Beyond handler) {
    return new Route(
        method,
        AdminDialect.PREFIX + path,
        dialect,
        body,
        Access.operator(
            gate, (exchange, caller) -> guarded(() -> handler.handle(exchange, caller))));
  }

  /** Another's customer is answered like one that is not there. */
  private AdminRequest admitted(Exchange exchange, ApiCaller caller) {
    Optional<CustomerId> own =
        Optional.of(caller.customer()).filter(_ -> exchange.pathParam("customer").equals(OWN));
    CustomerId asked =
        own.or(() -> CustomerId.parse(exchange.pathParam("customer")))
            .filter(customer -> caller.reaches(customer))
            .filter(customer -> customers.find(customer).isPresent())
            .orElseThrow(() -> new NotFound("the customer"));
    return new AdminRequest(exchange, caller, asked);
  }

  private static Reply guarded(Supplier<Reply> handler) {
    try {
      return handler.get();
    } catch (InvalidInput | DestinationRefused e) {
      return AdminProblem.INVALID_REQUEST.reply(e.getMessage() + "");
    } catch (OperatorsOnly e) {
      return AdminProblem.INSUFFICIENT_SCOPE.reply(e.getMessage() + "");
    } catch (NotFound e) {
      return AdminProblem.NOT_FOUND.reply(sentence(e));
    } catch (AlreadyExists | ChangedMeanwhile e) {
      return AdminProblem.CONFLICT.reply(sentence(e));
    }
  }

  static String sentence(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }

  /** Runs what hashes a password where that may be done. */
  Reply hashing(Supplier<Reply> work) {
    try {
      return pool.run(HashPool.Lane.ORDINARY, work);
    } catch (HashPoolFull e) {
      Failure busy = Failure.busy(e.retryAfter());
      return AdminProblem.TEMPORARILY_UNAVAILABLE.reply(busy.message()).retry(busy);
    }
  }

  /** One page; {@code next} is what the following one starts after, and missing at the end. */
  static <T> Reply page(
      List<T> items, int limit, Function<T, Map<String, ?>> shown, Function<T, String> cursor) {
    List<Map<String, ?>> all = items.stream().<Map<String, ?>>map(shown).toList();
    if (items.size() < limit) {
      return Reply.json(200, Map.of("items", all));
    }
    Map<String, @Nullable Object> page = new java.util.LinkedHashMap<>();
    page.put("items", all);
    page.put("next", cursor.apply(items.getLast()));
    return Reply.json(200, page);
  }

  /** A list that is short enough to be there at once. */
  static <T> Reply list(List<T> items, Function<T, Map<String, ?>> shown) {
    return Reply.json(200, Map.of("items", items.stream().map(shown).collect(Collectors.toList())));
  }

  static Reply nothing() {
    return Reply.empty(NO_CONTENT);
  }

  /** Nothing, or what was to be there is not. */
  static Reply nothing(boolean found, String what) {
    if (!found) {
      throw new NotFound("the " + what);
    }
    return nothing();
  }
}
