package dev.countersign.http.page;

import java.util.Locale;
import java.util.Map;

/**
 * The words of pages in one language. {@code {0}}, {@code {1}} … stand for values; nothing else in
 * a text means anything, least of all markup.
 */
public final class Messages {
  private final Locale locale;
  private final Map<String, String> texts;

  Messages(Locale locale, Map<String, String> texts) {
    this.locale = locale;
    this.texts = Map.copyOf(texts);
  }

  /** The language. */
  public Locale locale() {
    return locale;
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public String text(String key, Object... values) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("messages.properties has no " + key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** Whether there is a text of that name. */
  public boolean has(String key) {
    return texts.containsKey(key);
  }

  Map<String, String> texts() {
    return texts;
  }
}
