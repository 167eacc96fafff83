package dev.countersign.http.web.portal;

import dev.countersign.matching.SearchResult.Person;
import java.util.List;

/**
 * A page with one thing to say.
 *
 * @param title what happened
 * @param text what it means
 * @param ended what a page around it is told, or the empty string
 * @param outcome how it ended
 * @param framing what surrounds it
 * @param picture a {@code data:} URL of the small picture, or the empty string
 * @param people whom a search found
 * @param searched whether it was a search
 * @param next where the browser goes, or the empty string
 * @param again where the person may try once more, or the empty string
 */
public record NoticeModel(
    String title,
    String text,
    String ended,
    String outcome,
    Framing framing,
    String picture,
    List<Person> people,
    boolean searched,
    String next,
    String again) {
  /** Keeps an unmodifiable copy of the people. */
  public NoticeModel {
    people = List.copyOf(people);
  }

  /** Nothing ended. */
  static NoticeModel of(String title, String text) {
    return new NoticeModel(title, text, "", "", Framing.NONE, "", List.of(), false, "", "");
  }

  /** Something failed before the portal was asked. */
  static NoticeModel failed(String title, String text, Framing framing, String again) {
    String ended = again.isEmpty() ? "" : "retry";
    return new NoticeModel(title, text, ended, "failure", framing, "", List.of(), false, "", again);
  }

  /** An address that cannot be used any more. */
  static NoticeModel closed(String title, String text, Framing framing, String outcome) {
    return new NoticeModel(title, text, "closed", outcome, framing, "", List.of(), false, "", "");
  }

  /** A try that was the last. */
  static NoticeModel ended(String title, String text, Framing framing, String outcome) {
    return new NoticeModel(
        title,
        text,
        "ended",
        outcome,
        framing,
        "",
        List.of(),
        false,
        framing.returning(outcome),
        "");
  }

  NoticeModel showing(String image) {
    return new NoticeModel(
        title, text, ended, outcome, framing, image, people, searched, next, again);
  }

  NoticeModel finding(List<Person> found) {
    return new NoticeModel(title, text, ended, outcome, framing, picture, found, true, next, again);
  }
}
