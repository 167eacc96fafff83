package dev.countersign.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL URL in either of its two usual forms, taken apart so that the password is kept away
 * from the rest: {@code jdbc:postgresql://host/name?user=u&password=p} as the driver has it, and
 * {@code postgresql://u:p@host/name} as PostgreSQL's own programs have it.
 *
 * @param place hosts and database name, as in {@code host:5432/name}
 * @param parameters the parameters besides user and password, as written
 */
record PostgresUrl(
    String place, List<String> parameters, Optional<String> user, Optional<SecretText> password) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://"
              + "(?:(?<user>[^:/?#@]*)(?::(?<password>[^/?#@]*))?@)?"
              + "(?<place>[A-Za-z0-9._:\\[\\],-]+/[^/?#\\s]+)"
              + "(?:\\?(?<query>[^#\\s]*))?");

  static ValueType<PostgresUrl> type() {
    return ValueType.of(
        "jdbc:postgresql://host:port/name?user=... or postgresql://user:password@host:port/name"
            + " (with @ : / ? # % in a password written as %40 %3A %2F %3F %23 %25)",
        PostgresUrl::parse);
  }

  static PostgresUrl parse(String text) throws InvalidValueException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException();
    }
    // A plus sign stands for a space in a query only.
    String user = decoded(part(matcher, "user").replace("+", "%2B"));
    String password = decoded(part(matcher, "password").replace("+", "%2B"));
    List<String> parameters = new ArrayList<>();
    for (String parameter : part(matcher, "query").split("&", -1)) {
      if (parameter.startsWith("user=")) {
        user = onlyOne(user, parameter);
      } else if (parameter.startsWith("password=")) {
        password = onlyOne(password, parameter);
      } else if (!parameter.isEmpty()) {
        parameters.add(parameter);
      }
    }
    return new PostgresUrl(
        part(matcher, "place"),
        List.copyOf(parameters),
        Optional.of(user).filter(name -> !name.isEmpty()),
        Optional.of(password).filter(secret -> !secret.isEmpty()).map(SecretText::of));
  }

  /** The URL for the driver, without user and password. */
  String jdbcUrl() {
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    return "jdbc:postgresql://" + place + query;
  }

  /** The URL fit to be shown. */
  String masked() {
    String secret = password.isPresent() ? ":" + SecretText.MASK : "";
    String login = user.isPresent() || password.isPresent() ? user.orElse("") + secret + "@" : "";
    List<String> shown = parameters.stream().map(PostgresUrl::maskedParameter).toList();
    String query = shown.isEmpty() ? "" : "?" + String.join("&", shown);
    return "postgresql://" + login + place + query;
  }

  @Override
  public String toString() {
    return masked();
  }

  private static String maskedParameter(String parameter) {
    int equals = parameter.indexOf('=');
    boolean secret = parameter.toLowerCase(Locale.ROOT).contains("password");
    return secret ? parameter.substring(0, equals + 1) + SecretText.MASK : parameter;
  }

  private static String onlyOne(String known, String parameter) throws InvalidValueException {
    int equals = parameter.indexOf('=');
    if (!known.isEmpty()) {
      throw new InvalidValueException("it gives the " + parameter.substring(0, equals) + " twice");
    }
    return decoded(parameter.substring(equals + 1));
  }

  private static String part(Matcher matcher, String name) {
    return Optional.ofNullable(matcher.group(name)).orElse("");
  }

  private static String decoded(String text) throws InvalidValueException {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException badPercent) {
      throw new InvalidValueException("a percent sign is not followed by two hexadecimal digits");
    }
  }
}
