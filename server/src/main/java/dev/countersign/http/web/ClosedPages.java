package dev.countersign.http.web;

import dev.countersign.http.Reply;

/** What an enrolment URL shows that cannot be used. */
final class ClosedPages {
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private ClosedPages() {}

  static Reply gone(boolean used) {
    if (used) {
      return Html.notice(
          GONE,
          "This link was used",
          "Your face was enrolled with it, and it works only once. Whoever sent it to you can send"
              + " another one.");
    }
    return Html.notice(
        GONE,
        "This link has expired",
        "Nothing was kept. Whoever sent it to you can send another one.");
  }

  static Reply unknown() {
    return Html.notice(
        NOT_FOUND,
        "There is no such link",
        "Please open it just as it was sent to you; perhaps a part of it is missing. It may also"
            + " have been replaced by a newer one.");
  }
}
