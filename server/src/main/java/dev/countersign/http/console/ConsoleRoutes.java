package dev.countersign.http.console;

import dev.countersign.customer.DestinationRefused;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Access;
import dev.countersign.http.Access.Reach;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.page.PageDialect;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.ChangedMeanwhile;
import dev.countersign.store.NotFound;

/**
 * Makes the console's routes, each behind its door, and words what features refuse. The customer
 * stands in the path and is compared with the caller's before a page is asked.
 */
public final class ConsoleRoutes {
  /** Where the console begins. */
  public static final String CONSOLE = "/console";

  private static final String CUSTOMER = CONSOLE + "/customers/{customer}";
  private static final String SERVER = CONSOLE + "/server";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final PageDialect dialect;
  private final ConsoleDoor door;
  private final ConsoleFeatures features;

  public ConsoleRoutes(ConsoleFeatures features) {
    this.dialect = new PageDialect("console", CONSOLE, features.pages());
    this.door = new ConsoleDoor(features);
    this.features = features;
  }

  /** Answers a request to the console. */
  public interface Handler {
    /** What it is answered with. */
    Reply handle(ConsoleRequest request);
  }

  /** A page for whoever has a place in the console. */
  public Route page(String path, Handler handler) {
    return route(Method.GET, CONSOLE + path, BodyKind.NONE, Reach.ANYBODY, handler);
  }

  /** A page about the customer of the path. */
  public Route within(String path, Handler handler) {
    return route(Method.GET, CUSTOMER + path, BodyKind.NONE, Reach.CUSTOMER, handler);
  }

  /** What a form of such a page is sent to. */
  public Route act(String path, Handler handler) {
    return route(Method.POST, CUSTOMER + path, BodyKind.FORM, Reach.CUSTOMER, handler);
  }

  /** What such a form is sent to when it has a file. */
  public Route upload(String path, Handler handler) {
    return route(Method.POST, CUSTOMER + path, BodyKind.PICTURE_FORM, Reach.CUSTOMER, handler);
  }

  /** A page about the server, for its operators. */
  public Route server(String path, Handler handler) {
    return route(Method.GET, SERVER + path, BodyKind.NONE, Reach.SERVER, handler);
  }

  /** What a form of such a page is sent to. */
  public Route serverAct(String path, Handler handler) {
    return route(Method.POST, SERVER + path, BodyKind.FORM, Reach.SERVER, handler);
  }

  /** What such a form is sent to when it has a file of any size. */
  public Route serverUpload(String path, Handler handler) {
    return route(Method.POST, SERVER + path, BodyKind.FILE_FORM, Reach.SERVER, handler);
  }

  private Route route(Method method, String path, BodyKind body, Reach reach, Handler handler) {
    Access.ConsoleHandler guarded = visit -> guarded(new ConsoleRequest(visit, features), handler);
    return new Route(method, path, dialect, body, new Access.Console(door, reach, guarded));
  }

  private static Reply guarded(ConsoleRequest request, Handler handler) {
    try {
      return handler.handle(request);
    } catch (InvalidInput | DestinationRefused e) {
      return request.problem(UNPROCESSABLE, sentence(e));
    } catch (AlreadyExists | ChangedMeanwhile e) {
      return request.problem(CONFLICT, sentence(e));
    } catch (NotFound e) {
      throw new RequestRefused(Failure.of(Kind.NOT_FOUND, sentence(e)));
    }
  }

  private static String sentence(RuntimeException e) {
    return ConsoleRequest.sentence(String.valueOf(e.getMessage()));
  }
}
