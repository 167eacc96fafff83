package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaceUserBlacklistTest extends FaceDialectTest {
  private static final String ALICE = "{\"customerName\":\"acme\",\"username\":\"alice\"}";

  @Test
  void somebodyOnTheListStaysThereSinceWhenTheyWereFirst() {
    person("alice");
    long since = server.clock().instant().toEpochMilli();
    String done = "{\"status\":\"200 OK\",\"message\":\"User successfully blacklisted\"}";

    assertAnswer(call("/user/blacklist", ALICE), 200, done);
    server.clock().advance(Duration.ofHours(1));
    assertAnswer(call("/user/blacklist", ALICE), 200, done);

    assertThat(server.count("SELECT blacklisted_at FROM user_account")).isEqualTo(since);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'user_blacklisted'"))
        .isEqualTo(1);
  }

  @Test
  void anUnknownPersonIsNotFound() {
    assertError(call("/user/blacklist", ALICE), 404, "404", "The user does not exist");
  }
}
