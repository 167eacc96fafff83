package dev.countersign.http.page;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.http.Access;
import dev.countersign.http.Exchange;
import dev.countersign.http.HostCookie;
import dev.countersign.http.PageGate;
import dev.countersign.http.Reply;
import dev.countersign.http.Visitor;
import dev.countersign.signin.BrowserSessions;
import dev.countersign.signin.BrowserUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Knows browsers by one cookie, before and after they are signed in. The token of their forms is a
 * tag over that cookie's value: whoever cannot read the cookie cannot make the token, and it is
 * worthless in another browser. Sign-in changes the cookie, and with it every token.
 */
public final class BrowserGate implements PageGate {
  /** The field of every form that carries the token. */
  public static final String TOKEN = "csrf";

  private static final String COOKIE = "countersign";
  private static final String SIGN_IN = "/sign-in?continue=";
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9]{" + OpaqueToken.LENGTH + "}");

  private final BrowserSessions sessions;
  private final MacKey key;
  private final Pages pages;

  public BrowserGate(BrowserSessions sessions, KeyEncryption encryption, Pages pages) {
    this.sessions = sessions;
    this.key = encryption.derive("form token");
    this.pages = pages;
  }

  /** The cookie of a browser in which somebody has just signed in. */
  public static HostCookie cookie(OpaqueToken value) {
    return HostCookie.untilClosed(COOKIE, value.text());
  }

  /** Has the browser forget who was signed in. */
  public static HostCookie forgotten() {
    return HostCookie.forgotten(COOKIE);
  }

  /** Who is signed in in the browser that asks, for calls that are no pages. */
  public Optional<BrowserUser> user(Exchange exchange) {
    return exchange.cookie(COOKIE).filter(BrowserGate::plausible).flatMap(sessions::find);
  }

  @Override
  public Reply enter(Exchange exchange, Access.PageHandler handler) {
    Optional<String> sent = exchange.cookie(COOKIE).filter(BrowserGate::plausible);
    String cookie = sent.orElseGet(() -> sessions.stranger().text());
    Visitor visitor = new Visitor(token(cookie), sent.flatMap(sessions::find));
    Optional<Reply> refusal = refusal(exchange, sent.isPresent(), visitor);
    Reply reply = refusal.orElseGet(() -> handler.handle(exchange, visitor));
    boolean given = reply.cookies().stream().anyMatch(one -> one.name().equals(COOKIE));
    if (sent.isPresent() || given) {
      return reply;
    }
    return reply.with(HostCookie.untilClosed(COOKIE, cookie));
  }

  @Override
  public Reply enterSignedIn(Exchange exchange, Access.SignedInHandler handler) {
    return enter(
        exchange,
        (entered, visitor) -> {
          Optional<BrowserUser> user = visitor.user();
          if (user.isEmpty()) {
            return Reply.seeOther(SIGN_IN + wanted(entered));
          }
          return handler.handle(entered, visitor, user.get());
        });
  }

  /** Where to go on after signing in; what a form would have done is not done afterwards. */
  private static String wanted(Exchange exchange) {
    String target = exchange.path();
    if (exchange.safe() && exchange.queryString().isPresent()) {
      target += "?" + exchange.queryString().get();
    }
    return URLEncoder.encode(target, StandardCharsets.UTF_8);
  }

  private static boolean plausible(String value) {
    return VALUE.matcher(value).matches();
  }

  private String token(String cookie) {
    byte[] tag = key.tag(cookie.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
  }

  private Optional<Reply> refusal(Exchange exchange, boolean known, Visitor visitor) {
    if (exchange.safe()) {
      return Optional.empty();
    }
    if (!known) {
      return Optional.of(
          pages.reply(exchange, visitor, View.of(403, "no-cookie.jte", exchange.path())));
    }
    // Who is not signed in sends no file, and nothing of it is read to find that out.
    if (exchange.fileForm().isPresent() && visitor.user().isEmpty()) {
      return Optional.of(Reply.seeOther(SIGN_IN + wanted(exchange)));
    }
    if (foreign(exchange) || !sameToken(sent(exchange), visitor.csrfToken())) {
      return Optional.of(
          pages.reply(exchange, visitor, View.of(403, "form-expired.jte", exchange.path())));
    }
    return Optional.empty();
  }

  /** W3C Fetch Metadata, section 2.3: a page of ours posts as "same-origin" and in no other way. */
  private static boolean foreign(Exchange exchange) {
    return exchange
        .header("Sec-Fetch-Site")
        .filter(site -> !site.equals("same-origin"))
        .isPresent();
  }

  /**
   * Of a form whose file is still to come only what stands before the file is read: the token is in
   * its first field. In the address it would be kept by logs; in a header it would need a script.
   */
  private static Optional<String> sent(Exchange exchange) {
    if (exchange.fileForm().isPresent()) {
      return exchange.fileForm().get().text(TOKEN);
    }
    if (exchange.hasForm()) {
      return exchange.form().optionalText(TOKEN);
    }
    if (exchange.hasMultipart()) {
      return exchange.multipart().text(TOKEN);
    }
    return Optional.empty();
  }

  private static boolean sameToken(Optional<String> sent, String expected) {
    return sent.isPresent()
        && MessageDigest.isEqual(
            sent.get().getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
