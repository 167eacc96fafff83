package dev.countersign.config;

import java.util.regex.Pattern;

/** Tells whether a text is a host: a name of letters, digits and hyphens, or an address. */
final class HostText {

  // RFC 1123, section 2.1: labels of letters, digits and hyphens; the underscore is let through
  // because container networks use it in names.
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*");
  private static final Pattern ONLY_DIGITS = Pattern.compile("[0-9.]+");

  private HostText() {}

  static boolean valid(String text) {
    if (!text.contains(":") && !ONLY_DIGITS.matcher(text).matches()) {
      return NAME.matcher(text).matches();
    }
    try {
      Cidr.address(text);
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
    return true;
  }

  /** Whether two hosts are the same: a name in any case, an IPv6 address in any spelling. */
  static boolean same(String one, String other) {
    if (!one.contains(":") || !other.contains(":")) {
      return one.equalsIgnoreCase(other);
    }
    return valid(one) && valid(other) && Cidr.address(one).equals(Cidr.address(other));
  }
}
