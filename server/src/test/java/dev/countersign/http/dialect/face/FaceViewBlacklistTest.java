package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaceViewBlacklistTest extends FaceDialectTest {
  private static final String PATH = PREFIX + "/view/blacklist/all";

  @Test
  void theListIsAnsweredByGetAndByPostAlike() {
    person("carol");
    server.core().users.blacklist(acme.id(), person("bob").id(), Origin.CLI);
    server.clock().advance(Duration.ofSeconds(1));
    server.core().users.blacklist(acme.id(), person("alice").id(), Origin.CLI);
    String expected =
        """
        {"data":[\
        {"userName":"bob","fullName":"Full bob","emailId":"bob@example.org",\
        "phoneNumber":"5550100","faceThumbnail":"","faceOriginal":"",\
        "timeStamp":"2026-11-22 03:04:05"},\
        {"userName":"alice","fullName":"Full alice","emailId":"alice@example.org",\
        "phoneNumber":"5550100","faceThumbnail":"","faceOriginal":"",\
        "timeStamp":"2026-11-22 03:04:06"}],\
        "status":"200 OK","message":"success"}\
        """;

    assertAnswer(get("?customerName=acme"), 200, expected);
    assertAnswer(call("/view/blacklist/all", "{\"customerName\":\"acme\"}"), 200, expected);
    assertAnswer(server.get(PATH + "?customerName=acme&access_token=" + token), 200, expected);
  }

  @Test
  void aQueryThatDoesNotNameTheCallerOnceIsRefused() {
    server.customer("globex");

    assertError(get(""), 400, "400", "The parameter customerName is missing");
    assertThat(get("?customerName=acme&customerName=acme").status()).isEqualTo(400);
    assertError(
        get("?customerName=globex"),
        403,
        "403",
        "customerName is not the customer of this access token");
    assertThat(get("?customerName=acme&access_token=" + "x".repeat(64)).status()).isEqualTo(400);
    assertThat(server.get(PATH + "?customerName=acme").status()).isEqualTo(401);
  }

  private Answer get(String query) {
    return server.get(PATH + query, "Authorization", token);
  }
}
