package dev.countersign.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The value types that speak of hosts, addresses and URLs. */
final class NetworkTypes {

  private static final Pattern MAILBOX =
      Pattern.compile("[^@<>\\s,]+@[^@<>\\s,]+|[^@<>,]+ <[^@<>\\s,]+@[^@<>\\s,]+>");

  private NetworkTypes() {}

  static ValueType<String> host() {
    return ValueType.of(
        "a host name or an IP address",
        text -> {
          if (!HostText.valid(text)) {
            throw new InvalidValueException();
          }
          return text.toLowerCase(Locale.ROOT);
        });
  }

  static ValueType<List<String>> hostsOrAny() {
    ValueType<String> host = host();
    ValueType<String> item =
        ValueType.of("", text -> text.equals("*") ? text : host.parser().parse(text));
    return ValueType.listOf("a list of host names or IP addresses, or * for any public host", item);
  }

  static ValueType<List<HostPort>> hostPorts() {
    return ValueType.listOf(
        "a list of host:port, such as 10.0.0.5:8443 or [::1]:8443",
        ValueType.of("", explained(HostPort::parse)));
  }

  static ValueType<List<Cidr>> cidrs() {
    return ValueType.listOf(
        "a list of address blocks, such as 10.0.0.0/8 or fd00::/8",
        ValueType.of("", explained(Cidr::parse)));
  }

  static ValueType<String> mailbox() {
    return ValueType.of(
        "a mail address, such as login@example.com or Example <login@example.com>",
        text -> {
          if (!MAILBOX.matcher(text).matches()) {
            throw new InvalidValueException();
          }
          return text;
        });
  }

  static ValueType<URI> baseUrl() {
    return ValueType.of(
        "an http or https URL without user, query, fragment or slash at the end, such as"
            + " https://login.example.com",
        NetworkTypes::parseBaseUrl);
  }

  private static URI parseBaseUrl(String text) throws InvalidValueException {
    URI uri = parseUri(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    boolean bare =
        uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!web || !bare || uri.getHost() == null || text.endsWith("/")) {
      throw new InvalidValueException();
    }
    return uri;
  }

  private static URI parseUri(String text) throws InvalidValueException {
    try {
      return new URI(text);
    } catch (URISyntaxException notAUri) {
      throw new InvalidValueException();
    }
  }

  /** A parser that passes the explanation of the one it is made from on to the reader. */
  private static <T> ValueType.Parser<T> explained(Reader<T> reader) {
    return text -> {
      try {
        return reader.read(text);
      } catch (IllegalArgumentException wrong) {
        throw new InvalidValueException(String.valueOf(wrong.getMessage()));
      }
    };
  }

  /** Reads a text or throws an {@link IllegalArgumentException} fit to be shown. */
  private interface Reader<T> {
    T read(String text);
  }
}
