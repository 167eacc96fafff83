package dev.countersign.http.dialect.patrons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what was asked for. None of them is counted, hashed or audited. */
class PatronLoginInputTest extends PatronsCalls {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private Answer send(String type, byte[] body) {
    return server.send("POST", "/api/v2/patrons/login", body, "Content-Type", type);
  }

  private Answer send(String type, String body) {
    return send(type, body.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void nothingIsWritten() {
    assertThat(server.count("SELECT count(*) FROM throttle_bucket")).isZero();
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'sign_in'")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"username\":\"acme\"}",
        "{\"password\":\"x\"}",
        "{\"username\":null,\"password\":\"x\"}",
        "{\"username\":\"acme\",\"password\":null}"
      })
  void aMissingFieldIsNamed(String body) {
    Answer answer = send(JSON, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":{"statusCode":400,"name":"Error","message":"username and password are\
             required","code":"USERNAME_EMAIL_REQUIRED"}}\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "username=acme", "password=x", "username&password", "&&=&"})
  void aMissingParameterIsNamed(String form) {
    Answer answer = send(FORM, form);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("USERNAME_EMAIL_REQUIRED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"acme\"",
        "{",
        "{\"username\":\"acme\",\"password\":\"x\"}}",
        "{\"username\":\"acme\",\"username\":\"b\",\"password\":\"x\"}",
        "{\"username\":1,\"password\":\"x\"}",
        "{\"username\":\"acme\",\"password\":12345678}",
        "{\"username\":[\"acme\"],\"password\":\"x\"}",
        "{\"username\":{\"neq\":\"\"},\"password\":\"x\"}",
        "{\"username\":\"a\\u0000b\",\"password\":\"x\"}",
        "{\"username\":\"acme\",\"password\":\"x\\u0000\"}",
        "{\"username\":\"\\ud800\",\"password\":\"x\"}",
        "{\"username\":\"acme\",\"password\":\"\\udc00\\ud800\"}"
      })
  void jsonThatCannotBeUsedIsMalformed(String body) {
    Answer answer = send(JSON, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"error\":{\"statusCode\":400,\"name\":\"Error\",\"message\":\"")
        .endsWith("\",\"code\":\"BAD_REQUEST\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "username=acme&username=acme&password=x",
        "username=acme&password=x&password=y",
        "username=%zz&password=x",
        "username=%C3%28&password=x",
        "username=acme&password=%00",
        "username=acme&password=%ED%A0%80"
      })
  void aFormThatCannotBeUsedIsMalformed(String form) {
    Answer answer = send(FORM, form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"BAD_REQUEST\"");
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    byte[] json =
        "{\"username\":\"acme\",\"password\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(send(JSON, json).status()).isEqualTo(400);
    byte[] form = "username=acme&password=\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(send(FORM, form).status()).isEqualTo(400);
  }

  @Test
  void aBodyOfAnotherTypeOrSizeIsRefused() {
    Answer text = send("text/plain", "username=acme&password=x");
    assertThat(text.status()).isEqualTo(415);
    assertThat(text.body()).contains("\"code\":\"UNSUPPORTED_MEDIA_TYPE\"");
    Answer large = send(JSON, "{\"username\":\"" + "x".repeat(2_000_000) + "\"}");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.body()).contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
  }

  @Test
  void anotherMethodIsToldWhichOneIsRight() {
    Answer answer = server.send("PUT", "/api/v2/patrons/login", new byte[0]);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":{"statusCode":405,"name":"Error","message":"This call takes GET, POST; see\
             /openapi.json","code":"METHOD_NOT_ALLOWED"}}\
            """);
    assertThat(server.get("/api/v2/patrons/a/b/c").status()).isEqualTo(404);
  }
}
