package dev.countersign.http;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cookie for this host alone. RFC 6265bis, section 4.1.3.2: a cookie whose name begins with
 * "__Host-" is kept only with "Secure", without "Domain" and with a path of "/", so that nobody at
 * a neighbouring host, or on the way, can put one in its place.
 *
 * @param name without the prefix
 * @param value letters, digits, {@code -}, {@code _} and {@code .}
 * @param maxAge how long the browser keeps it; without, until it is closed
 */
public record HostCookie(String name, String value, Optional<Duration> maxAge) {
  private static final String PREFIX = "__Host-";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]*");

  /** Checks that it can be written into a header. */
  public HostCookie {
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("the cookie " + name + " has a character it cannot have");
    }
  }

  /** One that is forgotten when the browser is closed. */
  public static HostCookie untilClosed(String name, String value) {
    return new HostCookie(name, value, Optional.empty());
  }

  /** One that is kept for that long. */
  public static HostCookie keptFor(String name, String value, Duration maxAge) {
    return new HostCookie(name, value, Optional.of(maxAge));
  }

  /** Has the browser forget it. */
  public static HostCookie forgotten(String name) {
    return new HostCookie(name, "", Optional.of(Duration.ZERO));
  }

  static String fullName(String name) {
    return PREFIX + name;
  }

  /** The value of a Set-Cookie header. */
  String header() {
    StringBuilder header = new StringBuilder(fullName(name)).append('=').append(value);
    header.append("; Path=/; Secure; HttpOnly; SameSite=Lax");
    maxAge.ifPresent(age -> header.append("; Max-Age=").append(age.toSeconds()));
    return header.toString();
  }

  /** Without the value. */
  @Override
  public String toString() {
    return "HostCookie[" + name + "]";
  }
}
