package dev.countersign.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request came in, in a few words of our own: a person is to recognise their sign-in by it.
 * The header itself says more than that takes, and is kept nowhere.
 */
final class AgentLabel {
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  /** A program that calls itself by its name: {@code curl/8.5.0}. */
  private static final Pattern PROGRAM = Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,29})(/.*)?");

  // Each browser names those it descends from, so the youngest comes first.
  static {
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("SamsungBrowser/", "Samsung Internet");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("FxiOS/", "Firefox");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("CriOS/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("CrOS", "ChromeOS");
    SYSTEMS.put("Mac OS X", "macOS");
    SYSTEMS.put("Linux", "Linux");
  }

  private AgentLabel() {}

  /**
   * The label for a {@code User-Agent} (RFC 9110, section 10.1.5); empty where it tells nothing.
   */
  static String of(String header) {
    Optional<String> browser = first(BROWSERS, header);
    Optional<String> system = first(SYSTEMS, header);
    if (browser.isPresent()) {
      return browser.get() + system.map(name -> " on " + name).orElse("");
    }
    Matcher program = PROGRAM.matcher(header);
    if (program.matches() && !program.group(1).equals("Mozilla")) {
      return program.group(1);
    }
    return system.orElse("");
  }

  private static Optional<String> first(Map<String, String> names, String header) {
    return names.entrySet().stream()
        .filter(name -> header.contains(name.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
