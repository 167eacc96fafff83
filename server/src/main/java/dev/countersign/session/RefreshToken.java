package dev.countersign.session;

import dev.countersign.crypto.MacKey;
import dev.countersign.domain.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refresh token: {@code sid.generation.HMAC}, the HMAC under a per-session secret. Nothing is
 * stored per token: the current one can always be derived again.
 *
 * @param session whose it is
 * @param generation its number within the session, from 1
 * @param tag the HMAC
 */
record RefreshToken(SessionId session, long generation, byte[] tag) {
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,18})\\.([1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{43})");

  static Optional<RefreshToken> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return SessionId.parse(matcher.group(1)).flatMap(session -> of(session, matcher));
  }

  private static Optional<RefreshToken> of(SessionId session, Matcher matcher) {
    byte[] tag = decoded(matcher.group(3));
    if (!encoded(tag).equals(matcher.group(3))) {
      // The last character has bits that decode to nothing: only one spelling is ours.
      return Optional.empty();
    }
    return Optional.of(new RefreshToken(session, Long.parseLong(matcher.group(2)), tag));
  }

  private static byte[] decoded(String tag) {
    try {
      return Base64.getUrlDecoder().decode(tag);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  static String text(SessionId session, long generation, MacKey secret) {
    String signed = session + "." + generation;
    return signed + "." + encoded(secret.tag(bytes(signed)));
  }

  private static String encoded(byte[] tag) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
  }

  boolean genuine(MacKey secret) {
    return secret.verify(bytes(session + "." + generation), tag);
  }

  private static byte[] bytes(String signed) {
    return ("refresh:" + signed).getBytes(StandardCharsets.UTF_8);
  }

  /** Without the tag. */
  @Override
  public String toString() {
    return "RefreshToken[" + session + "." + generation + "]";
  }
}
