package dev.countersign.http.page;

import dev.countersign.http.Visitor;
import dev.countersign.signin.BrowserUser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What every template is given, beside its own page. */
public final class Shell {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Messages messages;
  private final Assets assets;
  private final Optional<Visitor> visitor;
  private final String path;
  private final String requestId;
  private final Predicate<BrowserUser> consoles;

  Shell(
      Messages messages,
      Assets assets,
      Optional<Visitor> visitor,
      String path,
      String requestId,
      Predicate<BrowserUser> consoles) {
    this.messages = messages;
    this.assets = assets;
    this.visitor = visitor;
    this.path = path;
    this.requestId = requestId;
    this.consoles = consoles;
  }

  /** A text of the page's language. */
  public String text(String key, Object... values) {
    return messages.text(key, values);
  }

  /** A text, or another where there is none of that name. */
  public String textOr(String key, String otherKey) {
    if (messages.has(key)) {
      return messages.text(key);
    }
    return messages.text(otherKey);
  }

  /** What each is called, joined; what has no name of its own is called the prefix's other. */
  public String list(String prefix, List<String> names) {
    return names.stream()
        .map(name -> textOr(prefix + name, prefix + "other"))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The page's language, as HTML names it. */
  public String language() {
    return messages.locale().toLanguageTag();
  }

  /** Where a file that belongs to pages is. */
  public String asset(String name) {
    return assets.path(name);
  }

  /** What every form carries; empty for a page that has none. */
  public String csrfToken() {
    return visitor.map(Visitor::csrfToken).orElse("");
  }

  /** Who is signed in in this browser. */
  public Optional<BrowserUser> user() {
    return visitor.flatMap(Visitor::user);
  }

  /** Whether whoever is signed in has a place in the console. */
  public boolean console() {
    return user().filter(consoles).isPresent();
  }

  /** Whether the page is that one, or below it. */
  public boolean at(String place) {
    return path.equals(place) || path.startsWith(place + "/");
  }

  /** Whether the page is that very one. */
  public boolean exactlyAt(String place) {
    return path.equals(place);
  }

  public String requestId() {
    return requestId;
  }

  /** A moment for people to read. */
  public String moment(Instant instant) {
    return moment(messages, instant);
  }

  /** A moment for people to read, in the language of those words. */
  public static String moment(Messages messages, Instant instant) {
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(messages.locale())
            .withZone(ZoneOffset.UTC);
    return messages.text("moment.utc", format.format(instant));
  }

  /** A moment in a table: short, and in order when sorted as text. */
  public String stamp(Instant instant) {
    return STAMP.format(instant);
  }

  /** A day for people to read. */
  public String day(Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(messages.locale())
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }
}
