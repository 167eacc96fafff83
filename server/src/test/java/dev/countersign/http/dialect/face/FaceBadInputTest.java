package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Scope;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is a failure in this dialect's shape, and never a fault. */
class FaceBadInputTest extends FaceDialectTest {
  private static final int MEGABYTE = 1024 * 1024;

  private static Stream<FaceCallSamples> calls() {
    return Stream.concat(
        FaceCallSamples.ALL.stream(),
        Stream.of(
            new FaceCallSamples("/login", Scope.USERS_READ, Map.of("password", "\"p\""), Map.of()),
            new FaceCallSamples(
                "/logout", Scope.USERS_READ, Map.of("accessToken", "\"t\""), Map.of())));
  }

  @Test
  void aBodyThatIsNoJsonObjectIsMalformed() {
    calls().forEach(this::sendNoObjects);
  }

  private void sendNoObjects(FaceCallSamples call) {
    String good = call.body("acme");
    for (String bad :
        List.of(
            "",
            " ",
            "{",
            "[]",
            "null",
            "\"text\"",
            "5",
            "not json",
            good + "x",
            good + good,
            good.substring(0, good.length() - 1),
            good.substring(0, good.length() - 1) + ",}",
            "\ufeff[",
            "{\"customerName\":\"acme\",\"customerName\":\"acme\"}",
            good.substring(0, good.length() - 1) + ",\"x\":{\"a\":1,\"a\":2}}",
            good.substring(0, good.length() - 1) + ",\"x\":NaN}",
            good.substring(0, good.length() - 1) + ",\"x\":" + "9".repeat(5000) + "}",
            "[".repeat(60_000),
            "{\"customerName\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}",
            "{\"a\":".repeat(12_000),
            "{\"" + "k".repeat(60_000) + "\":1}")) {
      assertFailure(send(call, bad.getBytes(StandardCharsets.UTF_8)), 400, call, bad);
    }
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    calls().forEach(this::sendOtherBytes);
  }

  private void sendOtherBytes(FaceCallSamples call) {
    for (int[] bytes :
        new int[][] {{0xff}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xc3}}) {
      StringBuilder raw = new StringBuilder("{\"customerName\":\"");
      for (int one : bytes) {
        raw.append((char) one);
      }
      raw.append("\"}");
      byte[] body = raw.toString().getBytes(StandardCharsets.ISO_8859_1);
      assertFailure(send(call, body), 400, call, "bytes");
    }
    byte[] zeros = new byte[100];
    assertFailure(send(call, zeros), 400, call, "zeros");
  }

  @Test
  void aBodyOverTheLimitIsTooLarge() {
    calls().forEach(this::sendTooMuch);
  }

  private void sendTooMuch(FaceCallSamples call) {
    assertFailure(send(call, new byte[MEGABYTE + 1]), 413, call, "large");
  }

  @Test
  void aBodyOfAnotherTypeIsNotRead() {
    calls().forEach(this::sendOtherTypes);
  }

  private void sendOtherTypes(FaceCallSamples call) {
    byte[] body = call.body("acme").getBytes(StandardCharsets.UTF_8);
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      Answer answer =
          server.send(
              "POST", PREFIX + call.path(), body, "Content-Type", type, "Authorization", token);
      assertFailure(answer, 415, call, type);
    }
    assertFailure(
        server.send("POST", PREFIX + call.path(), body, "Authorization", token), 415, call, "none");
  }

  @Test
  void aFieldThatIsMissingOrOfAnotherTypeIsMalformed() {
    calls().forEach(this::sendWrongFields);
  }

  private void sendWrongFields(FaceCallSamples call) {
    Map<String, String> good = call.fields("acme");
    for (String field : good.keySet()) {
      boolean required = call.required().containsKey(field) || field.equals("customerName");
      Map<String, String> fields = new LinkedHashMap<>(good);
      if (required) {
        fields.remove(field);
        assertFailure(send(call, fields), 400, call, "without " + field);
        fields.put(field, "null");
        assertFailure(send(call, fields), 400, call, "null " + field);
      }
      for (String wrong :
          List.of("-1.5", "[[]]", "[{}]", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"")) {
        fields.put(field, wrong);
        assertFailure(send(call, fields), 400, call, field + " " + wrong);
      }
    }
  }

  @Test
  void aFieldOfSixtyKilobytesIsRefused() {
    calls().forEach(this::sendLongFields);
  }

  private void sendLongFields(FaceCallSamples call) {
    Map<String, String> good = call.fields("acme");
    for (String field : good.keySet()) {
      if (field.equals("password")) {
        // Any length may be guessed: it is a wrong password.
        continue;
      }
      Map<String, String> fields = new LinkedHashMap<>(good);
      fields.put(field, "\"" + "u".repeat(60_000) + "\"");
      assertFailure(send(call, fields), 400, call, "long " + field);
      if (call.path().equals("/searchspace/store") && field.equals("users")) {
        fields.put(field, "[\"" + "u".repeat(60_000) + "\"]");
        assertFailure(send(call, fields), 400, call, "long " + field);
        fields.put(field, "[\"" + "u".repeat(4_000) + "\"]");
        assertFailure(send(call, fields), 404, call, "longish " + field);
      }
    }
  }

  @Test
  void anotherMethodIsNotAllowed() {
    calls().forEach(this::sendOtherMethod);
  }

  private void sendOtherMethod(FaceCallSamples call) {
    if (call.path().equals("/view/blacklist/all")) {
      return;
    }
    assertFailure(server.get(PREFIX + call.path(), "Authorization", token), 405, call, "GET");
  }

  private Answer send(FaceCallSamples call, Map<String, String> fields) {
    return send(call, FaceCallSamples.json(fields).getBytes(StandardCharsets.UTF_8));
  }

  private Answer send(FaceCallSamples call, byte[] body) {
    if (call.path().startsWith("/log")) {
      return server.send(
          "POST", PREFIX + call.path(), body, "Content-Type", "application/json; charset=utf-8");
    }
    return server.send(
        "POST",
        PREFIX + call.path(),
        body,
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + token);
  }

  private static void assertFailure(Answer answer, int status, FaceCallSamples call, String what) {
    String shown = what.substring(0, Math.min(80, what.length()));
    assertThat(answer.status()).as(call + " " + shown + " " + answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .as(call + " " + shown)
        .matches("\\{\"error\":\\{\"message\":\".+\",\"status\":\"" + status + "\"}}");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }
}
