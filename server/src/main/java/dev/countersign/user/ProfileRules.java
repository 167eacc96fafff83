package dev.countersign.user;

import dev.countersign.domain.ProfileField;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the fields of a profile may hold. Clients are told them as they stand here. */
public final class ProfileRules {
  /** What is wrong with a value. */
  public enum Fault {
    TOO_LONG("must have at most 255 characters, an address of the web 1000"),
    CONTROL("must not contain control characters, nor line breaks outside of the address"),
    URL("must be an address of the web, such as https://example.org/alice"),
    DATE("must be a date such as 1990-01-31, or a year alone"),
    ZONE("must be a time zone of the tz database, such as Europe/Paris"),
    LANGUAGE("must be a language tag, such as en or de-AT");

    private final String rule;

    Fault(String rule) {
      this.rule = rule;
    }

    /** What to do, after the name of the field. */
    public String rule() {
      return rule;
    }
  }

  private static final int LONGEST = 255;
  private static final int LONGEST_URL = 1000;
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private ProfileRules() {}

  /** What is wrong with that value there; the empty string, for "not told", never is. */
  public static Optional<Fault> fault(ProfileField field, String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return general(field, value).or(() -> special(field, value));
  }

  private static Optional<Fault> general(ProfileField field, String value) {
    if (value.length() > (web(field) ? LONGEST_URL : LONGEST)) {
      return Optional.of(Fault.TOO_LONG);
    }
    boolean control =
        value
            .chars()
            .anyMatch(one -> Character.isISOControl(one) && !(one == '\n' && field.lines()));
    return control ? Optional.of(Fault.CONTROL) : Optional.empty();
  }

  private static Optional<Fault> special(ProfileField field, String value) {
    return switch (field) {
      case PROFILE, PICTURE, WEBSITE -> unless(url(value), Fault.URL);
      case BIRTHDATE -> unless(date(value), Fault.DATE);
      case ZONEINFO -> unless(ZoneId.getAvailableZoneIds().contains(value), Fault.ZONE);
      case LOCALE -> unless(language(value), Fault.LANGUAGE);
      default -> Optional.empty();
    };
  }

  private static Optional<Fault> unless(boolean good, Fault fault) {
    return good ? Optional.empty() : Optional.of(fault);
  }

  private static boolean web(ProfileField field) {
    return field == ProfileField.PROFILE
        || field == ProfileField.PICTURE
        || field == ProfileField.WEBSITE;
  }

  /** Pages show them as links, so nothing but the web is let in. */
  private static boolean url(String value) {
    URI uri;
    try {
      uri = new URI(value);
    } catch (URISyntaxException e) {
      return false;
    }
    boolean web =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    return web && uri.getHost() != null && uri.getRawUserInfo() == null;
  }

  /**
   * OpenID Connect Core 1.0, section 5.1: "represented as an ISO 8601-1 YYYY-MM-DD format. The year
   * MAY be 0000, indicating that it is omitted. To represent only the year, YYYY format is
   * allowed."
   */
  private static boolean date(String value) {
    if (YEAR.matcher(value).matches()) {
      return true;
    }
    if (!DAY.matcher(value).matches()) {
      return false;
    }
    try {
      LocalDate.parse(value);
    } catch (DateTimeException e) {
      return false;
    }
    return true;
  }

  private static boolean language(String value) {
    try {
      return !new Locale.Builder().setLanguageTag(value).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
