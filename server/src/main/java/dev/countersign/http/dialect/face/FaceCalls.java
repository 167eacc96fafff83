package dev.countersign.http.dialect.face;

import dev.countersign.customer.DestinationRefused;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Scope;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.dialect.face.FailureFields.Naming;
import dev.countersign.matching.UnknownUsers;
import dev.countersign.naming.Name;
import dev.countersign.portal.PortalRefused;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.ChangedMeanwhile;
import dev.countersign.store.NotFound;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What every call with a token has in common: the scope, the customer's name that must be the
 * token's, and the wording of what features refuse.
 */
final class FaceCalls {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final FaceDialect dialect;

  FaceCalls(FaceDialect dialect) {
    this.dialect = dialect;
  }

  /** A call whose body is JSON and names the customer. */
  Route post(String path, Scope scope, FaceHandler handler) {
    return route(
        Method.POST,
        path,
        BodyKind.JSON,
        scope,
        exchange -> exchange.json().text("customerName"),
        handler);
  }

  /** The same, where the body may hold a picture. */
  Route picture(String path, Scope scope, FaceHandler handler) {
    return about(path, scope, Naming.NOTHING, handler);
  }

  /** The same about one person: every failure tells of whom and of which picture it is. */
  Route about(String path, Scope scope, Naming naming, FaceHandler handler) {
    Access access =
        Access.customer(
            scope,
            (exchange, caller) ->
                answer(
                    exchange, () -> exchange.json().text("customerName"), caller, naming, handler));
    return new Route(
        Method.POST, FaceDialect.PREFIX + path, dialect, BodyKind.PICTURE_JSON, access);
  }

  /** A call for every token; what it needs depends on what it is asked for. */
  Route any(String path, FaceHandler handler) {
    Access access =
        Access.customer((exchange, caller) ->
            answer(
                exchange,
                () -> exchange.json().text("customerName"),
                caller,
                Naming.NOTHING,
                handler));
    return new Route(Method.POST, FaceDialect.PREFIX + path, dialect, BodyKind.JSON, access);
  }

  /** A call whose query names the customer. */
  Route get(String path, Scope scope, FaceHandler handler) {
    return route(Method.GET, path, BodyKind.NONE, scope, FaceCalls::queriedName, handler);
  }

  private static String queriedName(Exchange exchange) {
    return exchange
        .query("customerName")
        .orElseThrow(() -> RequestRefused.malformed("The parameter customerName is missing"));
  }

  private Route route(
      Method method,
      String path,
      BodyKind body,
      Scope scope,
      Function<Exchange, String> customerName,
      FaceHandler handler) {
    Access access =
        Access.customer(
            scope,
            (exchange, caller) ->
                answer(
                    exchange, () -> customerName.apply(exchange), caller, Naming.NOTHING, handler));
    return new Route(method, FaceDialect.PREFIX + path, dialect, body, access);
  }

  private static Reply answer(
      Exchange exchange,
      Supplier<String> customerName,
      LiveSession caller,
      Naming naming,
      FaceHandler handler) {
    FaceRequest request = new FaceRequest(exchange, caller.customerId(), caller.scopes());
    Supplier<Map<String, Object>> fields = () -> naming.of(request);
    try {
      return names(customerName.get(), caller) ? handler.handle(request) : otherCustomer(fields);
    } catch (RequestRefused e) {
      return refused(e.failure(), fields.get());
    } catch (InvalidInput e) {
      return error(BAD_REQUEST, e, fields);
    } catch (DestinationRefused | PortalRefused e) {
      return FaceDialect.error(BAD_REQUEST, "422", sentence(e));
    } catch (NotFound | UnknownUsers e) {
      return error(NOT_FOUND, e, fields);
    } catch (AlreadyExists | ChangedMeanwhile e) {
      return error(CONFLICT, e, fields);
    }
  }

  private static Reply refused(Failure failure, Map<String, Object> fields) {
    int status = failure.kind().status();
    return FaceDialect.error(status, Integer.toString(status), fields, failure.message())
        .retry(failure);
  }

  /** Whether the name is that of the token's customer. */
  static boolean names(String customerName, LiveSession caller) {
    Optional<String> given = Name.lookupKey(customerName);
    return given.isPresent() && given.equals(Name.lookupKey(caller.customerName()));
  }

  /** The same whether or not there is a customer of the name given. */
  static Reply otherCustomer() {
    return otherCustomer(Map::of);
  }

  private static Reply otherCustomer(Supplier<Map<String, Object>> fields) {
    return FaceDialect.error(
        FORBIDDEN, "403", fields.get(), "customerName is not the customer of this access token");
  }

  private static Reply error(
      int status, RuntimeException refused, Supplier<Map<String, Object>> fields) {
    return FaceDialect.error(status, Integer.toString(status), fields.get(), sentence(refused));
  }

  /** Features begin what they say in lower case where it may stand within a sentence. */
  private static String sentence(RuntimeException refused) {
    String message = String.valueOf(refused.getMessage());
    for (String article : new String[] {"the ", "a "}) {
      if (message.startsWith(article)) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
      }
    }
    return message;
  }
}
