package dev.countersign.http.console;

import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Ids;
import dev.countersign.domain.Origin;
import dev.countersign.http.ConsoleVisit;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.HostCookie;
import dev.countersign.http.Reply;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.View;
import dev.countersign.store.NotFound;
import java.time.Duration;
import java.util.Optional;

/** A request to the console that was let in, and what answers it. */
public final class ConsoleRequest {
  private static final String DONE = "done";
  private static final String DONE_COOKIE = "console-done";
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  private final ConsoleVisit visit;
  private final ConsoleFeatures features;

  ConsoleRequest(ConsoleVisit visit, ConsoleFeatures features) {
    this.visit = visit;
    this.features = features;
  }

  /** Who asks, and about whom. */
  public ConsoleVisit visit() {
    return visit;
  }

  public Exchange exchange() {
    return visit.exchange();
  }

  /** The customer of the path. */
  public Customer customer() {
    return visit.customer();
  }

  public CustomerId customerId() {
    return visit.customer().id();
  }

  /** Where an act comes from, with who does it. */
  public Origin origin() {
    return visit.origin();
  }

  /** The form that was sent. */
  public FormBody form() {
    return exchange().form();
  }

  /** What stands in that field, without the space around it; the empty string when nothing does. */
  public String field(String name) {
    return form().optionalText(name).map(String::strip).orElse("");
  }

  /** What the query says of that, without the space around it; the empty string when nothing. */
  public String query(String name) {
    return exchange().query(name).map(String::strip).orElse("");
  }

  /**
   * A number in the path.
   *
   * @throws NotFound when there is none, which is how a page that is not there is answered
   */
  public long id(String name) {
    return Ids.parse(exchange().pathParam(name)).orElseThrow(() -> new NotFound("the " + name));
  }

  /** Where that page about the customer is. */
  public String path(String below) {
    return "/console/customers/" + customerId() + below;
  }

  /** The words of the language that the browser prefers. */
  public Messages words() {
    return features.pages().words(exchange());
  }

  /** What every page of the console has around its own. */
  public ConsoleFrame frame() {
    Optional<String> done =
        exchange().query(DONE).filter(_ -> exchange().safe()).filter(this::wasDone);
    return new ConsoleFrame(visit.of(), visit.operator(), done);
  }

  /** What a link says was done is believed where this browser has just done it. */
  private boolean wasDone(String what) {
    return exchange().cookie(DONE_COOKIE).filter(what::equals).isPresent();
  }

  /** A page. */
  public Reply page(int status, String template, Object model) {
    return features.pages().reply(exchange(), visit.visitor(), View.of(status, template, model));
  }

  /** Says why something could not be done, and leads back. */
  public Reply problem(int status, String text) {
    return page(status, "console/problem.jte", new ProblemModel(frame(), text, exchange().path()));
  }

  /** What a feature said, as the beginning of a sentence. */
  public static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }

  /** Goes on to a page that says what was done: {@code console.done.….} is its text. */
  public static Reply done(String path, String what) {
    String mark = path.contains("?") ? "&" : "?";
    return Reply.seeOther(path + mark + DONE + "=" + what)
        .with(HostCookie.keptFor(DONE_COOKIE, what, JUST_NOW));
  }

  /** Whether the name was typed that a destructive act asks for; otherwise nothing may be done. */
  public boolean confirmed(String expected) {
    return field(Confirmation.FIELD).equals(expected);
  }
}
