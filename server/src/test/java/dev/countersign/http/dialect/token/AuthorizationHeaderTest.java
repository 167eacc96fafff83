package dev.countersign.http.dialect.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.RawRequest;
import dev.countersign.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that no well-behaved client sends. */
class AuthorizationHeaderTest extends TokenCalls {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Basic",
        "Basic ",
        "Basic:",
        "Basic ====",
        "Basic YWxpY2U",
        "Basic YWxpY2U6Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ===",
        "Basic YWxpY2U6Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBs!ZQ",
        "Basic YWxp Y2U6Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==",
        "Basic alice:correct horse battery staple",
        "Basic Og==",
        "Basic OmNvcnJlY3QgaG9yc2UgYmF0dGVyeSBzdGFwbGU=",
        "Basic YWxpY2U6AA==",
        "Basic-YWxpY2U6Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==",
        "Digest username=\"alice\"",
        "Negotiate YWxpY2U=",
        "YWxpY2U6Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==",
        "Bearer",
        "Bearer ",
        "Bearer .",
        "Bearer ..",
        "Bearer a.b.c",
        "Bearer e30.e30.e30",
        "Bearer null",
        "Bearer \u00e9\u00ff",
        "Basic \u00e9\u00ff"
      })
  void whatCannotBeReadIsForbidden(String value) {
    assertRefused(send("Authorization: " + value));
  }

  private String send(String... headers) {
    String[] lines = new String[headers.length + 3];
    lines[0] = "POST " + PATH + " HTTP/1.1";
    lines[1] = "Host: auth.example";
    lines[2] = "Content-Length: 0";
    System.arraycopy(headers, 0, lines, 3, headers.length);
    return RawRequest.send(server.port(), lines);
  }

  private static void assertRefused(String answer) {
    assertThat(RawRequest.status(answer)).as(answer).isEqualTo(403);
    assertThat(RawRequest.body(answer)).isEmpty();
  }

  @Test
  void base64OfOtherBytesThanUtf8IsForbidden() {
    byte[] latin1 = "alice:caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    assertForbidden(call("Basic " + Base64.getEncoder().encodeToString(latin1)));
    assertThat(server.count("SELECT count(*) FROM throttle_bucket")).isZero();
  }

  @Test
  void theSchemeIsCaseInsensitiveAndPaddingMayBeMissing() {
    String pair = base64("alice:" + TestServer.PASSWORD);
    token(call("bASIC " + pair));
    token(call("Basic   " + pair));
    token(call("Basic " + pair.replace("=", "")));
    token(call("bEARER " + signIn()));
  }

  @Test
  void theUrlAlphabetIsNotBasics() {
    String pair = base64("alice:\u00ff\u00bf\u00fb\u00ef~~??>>");
    assertThat(pair).containsAnyOf("+", "/");
    assertForbidden(call("Basic " + pair.replace('+', '-').replace('/', '_')));
    assertThat(server.count("SELECT count(*) FROM throttle_bucket")).isZero();
  }

  @Test
  void twoDifferentHeadersAreForbiddenEvenIfBothAreRight() {
    String basic = "Authorization: Basic " + base64("alice:" + TestServer.PASSWORD);
    String bearer = "Authorization: Bearer " + signIn();
    assertRefused(send(basic, bearer));
    assertRefused(send(bearer, basic));
    assertRefused(send(basic + ", " + bearer.substring("Authorization: ".length())));
    assertRefused(send("Authorization: Basic " + base64("alice:wrong"), basic));
    assertThat(RawRequest.status(send(basic, basic))).isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(2);
  }

  @Test
  void aTokenElsewhereThanInTheHeaderIsNotLookedAt() {
    String token = signIn();
    assertForbidden(server.send("POST", PATH + "?access_token=" + token, new byte[0]));
    assertForbidden(server.send("POST", PATH, new byte[0], "X-Access-Token", token));
    assertForbidden(call(token));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 12_000})
  void aVeryLongHeaderIsForbidden(int length) {
    assertRefused(send("Authorization: Bearer " + "x".repeat(length)));
    assertRefused(send("Authorization: Basic " + base64("alice:" + "x".repeat(length / 2))));
  }
}
