package dev.countersign.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The languages pages speak: English, and whichever else has a file {@code messages_xx.properties}
 * beside it. What such a file leaves out is said in English.
 */
final class Languages {
  private static final String FOLDER = "/pages/messages";

  private final Messages english;
  private final Map<String, Messages> others;

  private Languages(Messages english, Map<String, Messages> others) {
    this.english = english;
    this.others = others;
  }

  static Languages load() {
    Map<String, String> texts =
        read(FOLDER + ".properties")
            .orElseThrow(() -> new IllegalStateException("the server was built without messages"));
    Map<String, Messages> others = new HashMap<>();
    for (String language : Locale.getISOLanguages()) {
      Optional<Map<String, String>> translated = read(FOLDER + "_" + language + ".properties");
      translated.ifPresent(some -> {
        Map<String, String> whole = new HashMap<>(texts);
        whole.putAll(some);
        others.put(language, new Messages(Locale.of(language), whole));
      });
    }
    return new Languages(new Messages(Locale.UK, texts), others);
  }

  /** The one that suits the header best. */
  Messages of(Optional<String> acceptLanguage) {
    if (others.isEmpty() || acceptLanguage.isEmpty()) {
      return english;
    }
    return ranges(acceptLanguage.get()).stream()
        .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
        .filter(language -> language.equals("en") || others.containsKey(language))
        .findFirst()
        .map(language -> others.getOrDefault(language, english))
        .orElse(english);
  }

  /** In the order of preference; a header that nobody can read prefers nothing. */
  private static List<LanguageRange> ranges(String header) {
    try {
      return LanguageRange.parse(header);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static Optional<Map<String, String>> read(String resource) {
    try (InputStream in = Languages.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      properties.load(reader);
      Map<String, String> texts = new HashMap<>();
      properties.forEach((key, text) -> texts.put((String) key, (String) text));
      return Optional.of(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
