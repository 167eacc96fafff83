package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Scope;
import dev.countersign.testing.RawBytes;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much, how slowly and in what encoding a caller may send. */
class BodyLimitsTest {
  private static final int LIMIT = 64 * 1024;
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir static Path folder;
  private static TestServer server;
  private static String key;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            folder,
            Map.of("throttle.free-attempts", "100", "throttle.network-free-attempts", "100"));
    key = Tokens.key(server, server.customer("acme"), Scope.TOKENS_INTROSPECT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int introspect(byte[] form, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = FORM;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return server.send("POST", "/oauth2/introspect", form, all).status();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/patrons/login",
        "/deepfaceauth/api/v1/basic/login",
        "/v1/iam/auth/web/getrefreshtoken"
      })
  void whoIsNotKnownYetMaySendLess(String path) {
    String json = "{\"username\":\"%s\"}";

    assertThat(server.post(path, json.formatted("x".repeat(LIMIT))).status()).isEqualTo(413);
    assertThat(server.post(path, json.formatted("x".repeat(LIMIT - 100))).status())
        .isNotEqualTo(413);
  }

  @Test
  void whoSendsAKeyWithTheCallMaySendLessToo() {
    assertThat(introspect(ascii("token=" + "x".repeat(LIMIT)))).isEqualTo(413);
    assertThat(introspect(ascii("token=" + "x".repeat(LIMIT - 6)), "Authorization", key))
        .isEqualTo(200);
  }

  @Test
  void aBodyInChunksIsMeasuredAsItComes() {
    String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
    String answer =
        RawBytes.send(
            server.port(),
            "POST /api/v2/patrons/login HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(9));

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Connection: close");
  }

  @Test
  void aTokenInALargeBodyIsNotLookedFor() {
    String customer = Tokens.opaque(server, server.customer("large"), Duration.ofHours(1));
    String body = "{\"access_token\":\"%s\",\"more\":\"" + "x".repeat(LIMIT) + "\"}";
    String path = "/api/v2/patrons/logout";

    assertThat(server.post(path, body.formatted(customer)).status()).isEqualTo(413);
    assertThat(server.post(path, body.formatted(""), "Authorization", customer).status())
        .isEqualTo(204);
  }

  @Test
  void jsonIsUtf8AndNothingElse() {
    String json = "{\"username\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}";

    assertThat(login(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
    assertThat(login(("\uFEFF" + json).getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
    assertThat(login(json.getBytes(StandardCharsets.UTF_16))).isEqualTo(400);
    assertThat(login(json.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(400);
    assertThat(login(json.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(400);
    assertThat(login(json.getBytes(StandardCharsets.UTF_32BE))).isEqualTo(400);
  }

  private static int login(byte[] body) {
    return server
        .send("POST", "/api/v2/patrons/login", body, "Content-Type", "application/json")
        .status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%ef%bf%bd", "%EF%BF%BD", "%Ef%bF%bd", "\u00ef\u00bf\u00bd", "a+b", "%e2%82%AC"})
  void aFormValueOfAnyCharactersIsTaken(String value) {
    assertThat(introspect(ascii("token=" + value), "Authorization", key)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%EF%BF%BD%ff", "%ff", "%c0%af", "%ED%A0%80", "%zz", "%", "%a", "%-1", "%+1"})
  void aFormValueThatIsNotUtf8IsRefused(String value) {
    assertThat(introspect(ascii("token=" + value), "Authorization", key)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token=%zz", "access_token=%FF", "access_token=%", "%FF=x"})
  void aQueryThatIsNotUtf8IsRefused(String query) {
    String answer =
        RawBytes.send(
            server.port(),
            "POST /api/v2/patrons/logout?"
                + query
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("The query is not well encoded, or is not valid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token=%zz", "token=a&token=b", "other=x"})
  void whoMayNotAskLearnsThatBeforeWhatIsWrongWithTheQuestion(String form) {
    for (String path : new String[] {"/oauth2/introspect", "/oauth2/revoke"}) {
      assertThat(asked(path, form, Tokens.basic("acme", "wrong"))).isEqualTo(401);
      assertThat(asked(path, form, key)).isEqualTo(400);
    }
  }

  private static int asked(String path, String form, String authorization) {
    return server
        .send("POST", path, ascii(form), "Content-Type", FORM, "Authorization", authorization)
        .status();
  }

  @Test
  void twoDifferentAuthorizationHeadersAreAmbiguous() {
    String other = Tokens.basic("acme", "x");

    assertThat(introspectWith(key, other))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"error\":\"invalid_request\"");
    assertThat(introspectWith(key, key)).startsWith("HTTP/1.1 200 ");
  }

  private static String introspectWith(String first, String second) {
    return RawBytes.send(
        server.port(),
        "POST /oauth2/introspect HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
            + FORM
            + "\r\nContent-Length: 7\r\nAuthorization: "
            + first
            + "\r\nAuthorization: "
            + second
            + "\r\n\r\ntoken=x");
  }
}
