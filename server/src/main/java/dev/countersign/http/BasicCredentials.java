package dev.countersign.http;

import dev.countersign.crypto.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * HTTP Basic (RFC 7617), in UTF-8. Section 2: "a user-id containing a colon character is invalid,
 * as the first colon in a user-pass string separates user-id and password"; a password may contain
 * more.
 *
 * @param userName before the first colon
 * @param password after it
 */
public record BasicCredentials(String userName, Secret password) {
  /** Reads the header's value; absent when it is not Basic, not base64, not UTF-8, or colonless. */
  public static Optional<BasicCredentials> parse(String authorization) {
    if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return Optional.empty();
    }
    return decoded(authorization.substring("basic ".length()).strip())
        .filter(pair -> pair.indexOf(':') >= 0 && pair.indexOf('\0') < 0)
        .map(pair ->
            new BasicCredentials(
                pair.substring(0, pair.indexOf(':')),
                Secret.of(pair.substring(pair.indexOf(':') + 1))));
  }

  private static Optional<String> decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "BasicCredentials[…]";
  }
}
