package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Device;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaceUserDeleteTest extends FaceDialectTest {
  private static final String ALICE = "{\"customerName\":\"acme\",\"userName\":\"alice\"}";

  @Test
  void everythingOfThePersonIsErasedAndNothingOfOthers() {
    User alice = person("alice");
    User bob = person("bob");
    furnish(alice);
    furnish(bob);
    server.core().searchSpaces.put(acme.id(), "staff", List.of("alice", "bob"), Origin.CLI);

    assertAnswer(
        call("/user/delete", ALICE),
        200,
        "{\"status\":\"200 OK\",\"message\":\"Successfully deleted\"}");

    assertThat(rowsOf(alice))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("user_account", 0L, "session", 0L, "device", 0L, "search_space_user", 0L));
    assertThat(rowsOf(bob))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("user_account", 1L, "session", 1L, "device", 1L, "search_space_user", 1L));
    // Bob's, and acme's own.
    assertThat(server.count("SELECT count(*) FROM access_token")).isEqualTo(2);
    assertThat(server.rows("SELECT user_id FROM audit_event WHERE kind = 'user_deleted'"))
        .extracting(row -> row.get("user_id"))
        .containsExactly(alice.id().value());
  }

  @Test
  void somebodyWhoIsGoneIsNotFound() {
    person("alice");
    assertThat(call("/user/delete", ALICE).status()).isEqualTo(200);

    assertError(call("/user/delete", ALICE), 404, "404", "The user does not exist");
    assertError(call("/user/details", ALICE), 404, "404", "The user does not exist");
  }

  private void furnish(User user) {
    Samples samples = new Samples(server.clock());
    String key = "key_" + user.id();
    Device device = samples.device(user, key);
    Session like = samples.session(user, key);
    Session session =
        new Session(
            new SessionId(server.core().ids.next()),
            like.customerId(),
            like.subject(),
            like.dialect(),
            like.amr(),
            like.scopes(),
            like.deviceKey(),
            like.authTime(),
            like.expiresAt(),
            like.refresh());
    byte[] digest = new byte[32];
    digest[0] = (byte) user.userName().charAt(0);
    boolean done =
        server
            .core()
            .store
            .write(tx -> {
              tx.devices().add(device);
              tx.sessions().add(session);
              tx.sessions().addToken(digest, session.id(), session.authTime(), session.expiresAt());
              return true;
            });
    assertThat(done).isTrue();
  }

  private Map<String, Long> rowsOf(User user) {
    long id = user.id().value();
    return Map.of(
        "user_account", server.count("SELECT count(*) FROM user_account WHERE id = ?", id),
        "session", server.count("SELECT count(*) FROM session WHERE user_id = ?", id),
        "device", server.count("SELECT count(*) FROM device WHERE user_id = ?", id),
        "search_space_user",
            server.count("SELECT count(*) FROM search_space_user WHERE user_id = ?", id));
  }
}
