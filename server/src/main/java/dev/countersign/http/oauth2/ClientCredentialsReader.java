package dev.countersign.http.oauth2;

import dev.countersign.client.ClientCredentials;
import dev.countersign.client.ClientCredentials.Basic;
import dev.countersign.crypto.Secret;
import dev.countersign.http.BasicCredentials;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.FormBody;
import dev.countersign.http.RequestRefused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds what a form, and the header before it, say of the client that sends them. */
final class ClientCredentialsReader {
  private ClientCredentialsReader() {}

  /** Reads the Authorization header, where it is Basic, and the form's parameters. */
  static ClientCredentials of(Exchange exchange) {
    FormBody form = exchange.form();
    return new ClientCredentials(
        basic(exchange),
        form.optionalText("client_id"),
        form.optionalText("client_secret").map(Secret::of),
        form.optionalText("client_assertion_type"),
        form.optionalText("client_assertion"));
  }

  private static Optional<Basic> basic(Exchange exchange) {
    List<String> sent = exchange.headers("Authorization").stream().distinct().toList();
    if (sent.size() > 1) {
      throw new RequestRefused(
          Failure.of(
              Kind.AMBIGUOUS_CREDENTIALS,
              "The request carries two different Authorization headers; send one"));
    }
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        BasicCredentials.parse(sent.getFirst())
            .flatMap(ClientCredentialsReader::decoded)
            .orElseThrow(() ->
                new RequestRefused(
                    Failure.of(
                        Kind.INVALID_CREDENTIALS,
                        "The Authorization header is not HTTP Basic with client_id and"
                            + " client_secret"))));
  }

  // RFC 6749, section 2.3.1: "The client identifier is encoded using the
  // "application/x-www-form-urlencoded" encoding algorithm per Appendix B, and the encoded value is
  // used as the username; the client password is encoded using the same algorithm".
  private static Optional<Basic> decoded(BasicCredentials basic) {
    try {
      return Optional.of(
          new Basic(
              URLDecoder.decode(basic.userName(), StandardCharsets.UTF_8),
              Secret.of(URLDecoder.decode(basic.password().text(), StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
