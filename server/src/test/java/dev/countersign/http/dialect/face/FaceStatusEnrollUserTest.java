package dev.countersign.http.dialect.face;

import dev.countersign.domain.User;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.Test;

class FaceStatusEnrollUserTest extends FaceDialectTest {
  @Test
  void theUrlNamesThePersonByWhateverHostItWasReached() {
    User alice = person("alice");
    String expected =
        "{\"userName\":\"alice\",\"enrollmentStatus\":\"draft\",\"status\":\"200 OK\","
            + "\"message\":\"success\"}";

    assertAnswer(status(urlOf(alice)), 200, expected);
    assertAnswer(status(urlOf(alice).replace("auth.example", "10.0.0.7:8443")), 200, expected);
  }

  @Test
  void aUrlThatNamesNobodyIsNotFound() {
    User zoe = personOf(server.customer("globex"), "zoe");

    assertError(status(urlOf(zoe)), 404, "404", "The user does not exist");
    assertError(status("https://auth.example/"), 404, "404", "The user does not exist");
    assertError(status(""), 404, "404", "The user does not exist");
  }

  private Answer status(String url) {
    return call(
        "/status/enroll/user",
        "{\"customerName\":\"acme\",\"enrollmentUrl\":\"%s\"}".formatted(url));
  }
}
