package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.RawBytes;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Requests that no well-behaved client can send. */
class FaceRawRequestTest extends FaceDialectTest {
  private static final String BODY = "{\"customerName\":\"acme\"}";

  @Test
  void anAuthorizationThatIsNoneIsRefusedInThisDialectsShape() {
    for (String value :
        List.of(
            "Bearer %s\rX-Injected: yes",
            "Bearer %s\u0000",
            "Bearer \u0000%s",
            "Bearer %s\r\n folded",
            "Bearer %s\u0007",
            "Bearer %s extra",
            "Bearer",
            "Basic YWNtZTph",
            "Bearer %%0d%%0aX-Injected:%%20yes",
            "\u00ff\u00fe",
            "Bearer %s,Bearer x")) {
      String answer = raw("/settings/view", "Authorization: " + value.formatted(token));

      assertThat(answer)
          .matches(
              "(?s)HTTP/1\\.1 4\\d\\d .*\\{\"error\":\\{\"message\":\".+\",\"status\":\"4\\d\\d\"}}");
      assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("x-injected");
      assertThat(answer).doesNotContain(token);
    }
  }

  @Test
  void aHeaderThatIsTooLargeIsRefused() {
    String answer = raw("/settings/view", "Authorization: Bearer " + "x".repeat(20_000));

    assertThat(answer).startsWith("HTTP/1.1 4").contains("{\"error\":{\"message\":\"");
  }

  @Test
  void aLineBreakInAHeaderBeginsAnotherHeaderAndNothingElse() {
    String answer = raw("/settings/view", "Authorization: " + token + "\r\nX-Injected: yes");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("x-injected");
  }

  @Test
  void aQueryThatCannotBeReadIsRefused() {
    for (String query :
        List.of(
            "customerName=%ff",
            "customerName=%zz",
            "customerName=%",
            "customerName=%00",
            "customerName=acme%0d%0aX-Injected:%20yes",
            "%zz=acme",
            "customerName[]=acme")) {
      String answer =
          exchanged(
              "GET "
                  + PREFIX
                  + "/view/blacklist/all?"
                  + query
                  + " HTTP/1.1\r\nHost: auth.example\r\nConnection: close\r\nAuthorization: "
                  + token
                  + "\r\n\r\n");

      assertThat(answer)
          .matches(
              "(?s)HTTP/1\\.1 4\\d\\d .*\\{\"error\":\\{\"message\":\".+\",\"status\":\"4\\d\\d\"}}");
      assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("x-injected");
    }
  }

  private String raw(String path, String header) {
    return exchanged(
        "POST "
            + PREFIX
            + path
            + " HTTP/1.1\r\nHost: auth.example\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + BODY.length()
            + "\r\n"
            + header
            + "\r\n\r\n"
            + BODY);
  }

  private String exchanged(String request) {
    return RawBytes.send(server.port(), request);
  }
}
