package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.RawRequest;
import dev.countersign.testing.StagedTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reverse proxies send the requests of many people over one connection. What one of them sent does
 * not change what is read of the next.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ReusedConnectionTest extends StagedTest {
  private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)");
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private Socket connection() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), stage.server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Asks and leaves the connection open. */
  private static String ask(Socket socket, String path, String header) throws IOException {
    String request = "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n".formatted(path, header);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("the connection stays open").isNotNegative();
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  private static String formToken(String answer) {
    Matcher token = TOKEN.matcher(answer);
    assertThat(token.find()).as(answer).isTrue();
    return token.group(1);
  }

  @Test
  void aCookieIsReadAsItWasSentWhateverCookieCameBeforeIt() throws Exception {
    String cookie = "Cookie: __Host-countersign=X" + "a".repeat(63);
    try (Socket own = connection();
        Socket shared = connection()) {
      String expected = formToken(ask(own, "/sign-in", cookie));

      ask(shared, "/sign-in", "Cookie: __Host-countersign=x");

      assertThat(formToken(ask(shared, "/sign-in", cookie))).isEqualTo(expected);
      assertThat(formToken(ask(shared, "/sign-in", cookie.toLowerCase(Locale.ROOT))))
          .isNotEqualTo(expected);
    }
  }

  @Test
  void aTokenIsReadAsItWasSentWhateverTokenCameBeforeIt() throws Exception {
    Party party = stage.client();
    Object token = stage.tokens(party, stage.terms()).get("access_token");
    try (Socket shared = connection()) {
      String refused = ask(shared, "/oauth2/userinfo", "Authorization: bearer EYJ");
      assertThat(RawRequest.status(refused)).isEqualTo(401);

      String answer = ask(shared, "/oauth2/userinfo", "Authorization: Bearer " + token);

      assertThat(RawRequest.status(answer)).as(answer).isEqualTo(200);
    }
  }
}
