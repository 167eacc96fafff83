package dev.countersign.http.web.lifecycle;

import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.http.web.Flows.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forms and notices in the words of {@code messages.properties}: those of one page have one prefix.
 */
final class PlainPages {
  static final String TOKEN = "token";
  static final String FLOW = "flow";
  static final int UNPROCESSABLE = 422;
  private static final int GONE = 410;
  private static final int NOT_FOUND = 404;
  private static final String SIGN_IN = "/sign-in";

  private final Pages pages;
  private final boolean mail;

  /**
   * Makes them.
   *
   * @param mail whether the server can send any
   */
  PlainPages(Pages pages, boolean mail) {
    this.mail = mail;
    this.pages = pages;
  }

  Messages words(Exchange exchange) {
    return pages.words(exchange);
  }

  /** A form; its texts are {@code prefix.title}, {@code .lead} and {@code .submit}. */
  Reply form(
      int status,
      Exchange exchange,
      Visitor visitor,
      String prefix,
      List<Field> fields,
      Map<String, String> hidden,
      Problems problems) {
    return form(
        status, exchange, visitor, prefix, fields, hidden, problems, SIGN_IN, "lifecycle.sign-in");
  }

  /** The same where an application may wait: the way out leads to the sign-in for it. */
  Reply form(
      int status,
      Exchange exchange,
      Visitor visitor,
      String prefix,
      List<Field> fields,
      Optional<Flow> flow,
      Problems problems) {
    Map<String, String> hidden = Map.of(FLOW, flow.map(Flow::id).orElse(""));
    View view =
        form(status, exchange, prefix, fields, hidden, problems, signIn(flow), "lifecycle.sign-in");
    return pages.reply(exchange, visitor, leading(view, flow));
  }

  /** The same with another way out. */
  Reply form(
      int status,
      Exchange exchange,
      Visitor visitor,
      String prefix,
      List<Field> fields,
      Map<String, String> hidden,
      Problems problems,
      String link,
      String linkText) {
    View view = form(status, exchange, prefix, fields, hidden, problems, link, linkText);
    return pages.reply(exchange, visitor, view);
  }

  private View form(
      int status,
      Exchange exchange,
      String prefix,
      List<Field> fields,
      Map<String, String> hidden,
      Problems problems,
      String link,
      String linkText) {
    Messages words = words(exchange);
    PlainForm form =
        new PlainForm(
            words.text(prefix + ".title"),
            words.text(prefix + ".lead"),
            exchange.path(),
            fields,
            hidden,
            problems,
            words.text(prefix + ".submit"),
            link,
            words.text(linkText));
    return View.of(status, "plain-form.jte", form);
  }

  private static String signIn(Optional<Flow> flow) {
    return flow.map(one -> SIGN_IN + "?flow=" + one.id()).orElse(SIGN_IN);
  }

  private static View leading(View view, Optional<Flow> flow) {
    return flow.map(one -> view.leadingTo(one.formTargets())).orElse(view);
  }

  /** A notice; its texts are {@code prefix.title} and {@code .text}. */
  Reply notice(int status, Exchange exchange, Visitor visitor, String prefix) {
    return notice(status, exchange, visitor, prefix, SIGN_IN, "lifecycle.sign-in");
  }

  /** The same where an application may wait: the way out leads to the sign-in for it. */
  Reply notice(int status, Exchange exchange, Visitor visitor, String prefix, Optional<Flow> flow) {
    View view = notice(status, exchange, prefix, signIn(flow), "lifecycle.sign-in");
    return pages.reply(exchange, visitor, leading(view, flow));
  }

  Reply notice(
      int status, Exchange exchange, Visitor visitor, String prefix, String link, String linkText) {
    return pages.reply(exchange, visitor, notice(status, exchange, prefix, link, linkText));
  }

  private View notice(int status, Exchange exchange, String prefix, String link, String linkText) {
    Messages words = words(exchange);
    // Nobody is sent to look for a mail that cannot come.
    String told = !mail && prefix.endsWith(".sent") ? "lifecycle.no-mail" : prefix;
    PlainNotice notice =
        new PlainNotice(
            words.text(told + ".title"), words.text(told + ".text"), link, words.text(linkText));
    return View.of(status, "plain-notice.jte", notice);
  }

  /** The link was used already, or never was; {@code again} is where another can be asked for. */
  Reply unknown(Exchange exchange, Visitor visitor, String again) {
    return notice(
        NOT_FOUND, exchange, visitor, "lifecycle.unknown", again, "lifecycle.another-link");
  }

  /** The link was followed too late. */
  Reply expired(Exchange exchange, Visitor visitor, String again) {
    return notice(GONE, exchange, visitor, "lifecycle.expired", again, "lifecycle.another-link");
  }

  /** What is said at a field to somebody who asks too often. */
  Problems throttled(Exchange exchange, String field, Duration wait) {
    return Problems.of(field, words(exchange).text("lifecycle.throttled", minutes(wait)));
  }

  Problems busy(Exchange exchange, String field) {
    return Problems.of(field, words(exchange).text("lifecycle.busy"));
  }

  private static long minutes(Duration wait) {
    return Math.max(1, Math.ceilDiv(wait.toSeconds(), 60L));
  }

  /** A parameter of the query, or the empty string. */
  static String query(Exchange exchange, String name) {
    return exchange.query(name).orElse("");
  }

  /** A line of the form without spaces around it, or the empty string. */
  static String line(FormBody form, String name) {
    return form.optionalText(name).orElse("").strip();
  }
}
