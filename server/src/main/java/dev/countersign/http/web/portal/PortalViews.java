package dev.countersign.http.web.portal;

import dev.countersign.capture.Refusal;
import dev.countersign.domain.Portal;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.View;
import dev.countersign.http.web.portal.PortalDialect.Features;
import dev.countersign.matching.SearchResult.Person;
import dev.countersign.portal.Visit.Closed;
import dev.countersign.portal.Visit.End;
import dev.countersign.portal.Visit.Open;
import dev.countersign.privacy.PictureVault.Opened;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every page a portal shows. */
final class PortalViews {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int UNPROCESSABLE = 422;
  private static final long MINUTE = 60;
  private static final String FORM = "portal/form.jte";
  private static final String NOTICE = "portal/notice.jte";

  private final Features features;

  PortalViews(Features features) {
    this.features = features;
  }

  Messages words(Exchange exchange) {
    return features.pages().words(exchange);
  }

  /** Before anything was sent. */
  Reply asked(Exchange exchange, Open open) {
    return form(exchange, open, OK, "", false, "");
  }

  /** Once more, with what was wrong. */
  Reply wrong(Exchange exchange, Open open, String key, boolean agreed) {
    return form(exchange, open, UNPROCESSABLE, words(exchange).text(key), agreed, "");
  }

  /** Once more, for whoever agreed before. */
  Reply again(Exchange exchange, Open open, int status, String text) {
    return form(exchange, open, status, text, true, "");
  }

  /** Once more, with why the picture could not be used. */
  Reply refused(Exchange exchange, Open open, Refusal refusal) {
    return again(exchange, open, UNPROCESSABLE, reason(exchange, refusal));
  }

  /** The code is asked for once more. */
  Reply wrongCode(Exchange exchange, Open open, Refusal refusal, String code) {
    return form(exchange, open, UNPROCESSABLE, reason(exchange, refusal), true, code);
  }

  /** A code was mailed. */
  Reply code(Exchange exchange, Open open, String reference) {
    String text = words(exchange).text("portal.wrong.code-sent");
    return form(exchange, open, UNPROCESSABLE, text, true, reference);
  }

  private Reply form(
      Exchange exchange, Open open, int status, String alert, boolean agreed, String code) {
    FormModel model =
        new FormModel(
            open,
            alert,
            agreed,
            features.challenges().of(open),
            code,
            exchange.path() + Address.FRAME,
            features.most());
    return reply(exchange, View.of(status, FORM, model), Framing.of(open));
  }

  private Reply reply(Exchange exchange, View view, Framing framing) {
    return features.pages().framed(exchange, view, framing.parents());
  }

  private Reply notice(Exchange exchange, int status, NoticeModel model) {
    return reply(exchange, View.of(status, NOTICE, model), model.framing());
  }

  /** In the words that pages have, or else those of the engine. */
  private String reason(Exchange exchange, Refusal refusal) {
    String key = "portal.refusal." + refusal.code();
    Messages words = words(exchange);
    return words.has(key) ? words.text(key) : refusal.message() + ".";
  }

  /** How long to wait. */
  String later(Exchange exchange, Duration wait, boolean person) {
    long minutes = Math.max(1, Math.ceilDiv(wait.toSeconds(), MINUTE));
    String key = person ? "portal.wrong.person-too-often" : "portal.wrong.too-often";
    return words(exchange).text(minutes == 1 ? key + ".one" : key, minutes);
  }

  /** It was enrolled, or is the person's. */
  Reply done(Exchange exchange, Open open, Optional<Opened> thumbnail) {
    return notice(exchange, OK, ended(exchange, open, "success").showing(image(thumbnail)));
  }

  /** It was searched for. */
  Reply found(Exchange exchange, Open open, List<Person> people, Optional<Opened> thumbnail) {
    NoticeModel model = ended(exchange, open, "success").showing(image(thumbnail));
    return notice(exchange, OK, model.finding(people));
  }

  private NoticeModel ended(Exchange exchange, Open open, String outcome) {
    Messages words = words(exchange);
    String key = "portal." + PortalPage.name(open.kind()) + ".done";
    String customer = FormModel.isolated(open.customer().name());
    return NoticeModel.ended(
        words.text(key + ".title"), words.text(key + ".text", customer), Framing.of(open), outcome);
  }

  private static String image(Optional<Opened> thumbnail) {
    return thumbnail
        .map(one ->
            "data:"
                + one.mediaType()
                + ";base64,"
                + Base64.getEncoder().encodeToString(one.bytes()))
        .orElse("");
  }

  /** That was the last try. */
  Reply failed(Exchange exchange, Open open, Refusal refusal) {
    NoticeModel model =
        NoticeModel.ended(
            words(exchange).text("portal.failed.title"),
            reason(exchange, refusal),
            Framing.of(open),
            "failure");
    return notice(exchange, UNPROCESSABLE, model);
  }

  /** Whether the person means it: there is no way back. */
  Reply declining(Exchange exchange, Open open) {
    Framing framing = Framing.of(open);
    String customer = FormModel.isolated(open.customer().name());
    DeclineModel model = new DeclineModel(customer, exchange.path(), framing);
    return reply(exchange, View.of(OK, "portal/decline.jte", model), framing);
  }

  /** The person does not want to. */
  Reply cancelled(Exchange exchange, Open open) {
    Messages words = words(exchange);
    NoticeModel model =
        NoticeModel.ended(
            words.text("portal.closed.cancelled.title"),
            left(words, "portal.closed.cancelled.text", open.portal()),
            Framing.of(open),
            "cancelled");
    return notice(exchange, OK, model);
  }

  /** Of a face that was compared, what the person agreed to is kept, whatever followed. */
  private static String left(Messages words, String key, Optional<Portal> portal) {
    boolean compared = portal.filter(one -> one.progress().mismatches() > 0).isPresent();
    return compared ? words.text(key) : words.text(key) + " " + words.text("portal.closed.nothing");
  }

  /** An address that cannot be used any more. */
  Reply gone(Exchange exchange, Closed closed) {
    String end = closed.end().name().toLowerCase(Locale.ROOT);
    boolean enrolled = closed.end() == End.USED && closed.portal().isEmpty();
    String key = "portal.closed." + (enrolled ? "enrolled" : end);
    boolean left = closed.end() == End.CANCELLED || closed.end() == End.EXPIRED;
    Messages words = words(exchange);
    NoticeModel model =
        NoticeModel.closed(
            words.text(key + ".title"),
            left ? left(words, key + ".text", closed.portal()) : words.text(key + ".text"),
            Framing.of(closed),
            end);
    return notice(exchange, GONE, model);
  }

  /** An address that leads nowhere. */
  Reply unknown(Exchange exchange) {
    Messages words = words(exchange);
    String title = words.text("portal.closed.unknown.title");
    String text = words.text("portal.closed.unknown.text");
    return notice(exchange, NOT_FOUND, NoticeModel.of(title, text));
  }
}
