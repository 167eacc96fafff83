package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import org.junit.jupiter.api.Test;

class FaceUserWhitelistTest extends FaceDialectTest {
  private static final String ALICE = "{\"customerName\":\"acme\",\"userName\":\"alice\"}";

  @Test
  void somebodyIsTakenOffTheListOnceAndAgain() {
    User alice = person("alice");
    server.core().users.blacklist(acme.id(), alice.id(), Origin.CLI);
    String done = "{\"status\":\"200 OK\",\"message\":\"User successfully whitelisted\"}";

    assertAnswer(call("/user/whitelist", ALICE), 200, done);
    assertAnswer(call("/user/whitelist", ALICE), 200, done);

    assertThat(server.count("SELECT count(*) FROM user_account WHERE blacklisted_at IS NULL"))
        .isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'user_whitelisted'"))
        .isEqualTo(1);
  }

  @Test
  void anUnknownPersonIsNotFound() {
    assertError(call("/user/whitelist", ALICE), 404, "404", "The user does not exist");
  }
}
