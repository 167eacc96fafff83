package dev.countersign.http.console.events;

import dev.countersign.http.page.Messages;

/**
 * What people call what the trail says in names that programs know. A name that has no words, since
 * it is no longer used, stands for itself.
 *
 * @param words of the page's language
 */
public record EventWords(Messages words) {
  private static final String EVENT = "console.event.";

  /** What happened. */
  public String kind(String kind) {
    return called("kind.", kind);
  }

  /** How it ended. */
  public String outcome(String outcome) {
    return called("outcome.", outcome);
  }

  /** Where it was asked for. */
  public String dialect(String dialect) {
    return called("dialect.", dialect);
  }

  private String called(String what, String name) {
    String key = EVENT + what + name;
    return words.has(key) ? words.text(key) : name;
  }
}
