package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceIsolationTest extends FaceDialectTest {
  private static final List<String> TABLES =
      List.of("user_account", "search_space", "search_space_user", "customer_setting");

  private String globex;
  private User alice;

  @BeforeEach
  void furnish() {
    globex = tokenOfOther("globex");
    alice = person("alice");
    server.core().users.blacklist(acme.id(), alice.id(), Origin.CLI);
    server.core().searchSpaces.put(acme.id(), "gate", List.of("alice"), Origin.CLI);
    server
        .core()
        .customerSettings
        .change(acme.id(), old -> old.withThreshold(OptionalInt.of(66)), Origin.CLI);
    boolean done =
        server
            .core()
            .store
            .write(tx -> {
              About about = About.user(acme.id(), alice.id());
              server
                  .core()
                  .audit
                  .append(tx, AuditKind.FACE_ENROLL, AuditLog.SUCCESS, Origin.CLI, about);
              return true;
            });
    assertThat(done).isTrue();
  }

  @Test
  void namingAnotherCustomerIsForbiddenWhetherOrNotThereIsOne() {
    for (FaceCallSamples call : FaceCallSamples.ALL) {
      for (String named : List.of("acme", "initech", "acme\\r\\nX-Injected: y", "")) {
        assertError(
            callAs(globex, call.path(), call.body(named)),
            403,
            "403",
            "customerName is not the customer of this access token");
      }
    }
  }

  @Test
  void nothingOfAnotherCustomerIsSeenOrChanged() {
    Map<String, List<Map<String, Object>>> before = acmeRows();
    String url = "\"" + urlOf(alice) + "\"";

    for (FaceCallSamples call : FaceCallSamples.ALL) {
      Map<String, String> fields = call.fields("globex");
      fields.replace("enrollmentUrl", url);
      Answer answer = callAs(globex, call.path(), FaceCallSamples.json(fields));

      if (!call.required().isEmpty() && !call.path().equals("/user/create")) {
        assertThat(answer.status()).as(call.path()).isEqualTo(404);
      }
      assertThat(answer.body())
          .as(call.path())
          .doesNotContain("Full alice", "alice@", "5550100", alice.enrolment().reference())
          .doesNotContain("\"userName\":\"alice\"", "\"totalLogCount\":1", "\"Threshold\":66");
    }
    assertThat(
            server
                .get(PREFIX + "/view/blacklist/all?customerName=globex", "Authorization", globex)
                .body())
        .isEqualTo("{\"data\":[],\"status\":\"200 OK\",\"message\":\"success\"}");
    assertThat(acmeRows()).isEqualTo(before);
  }

  private Map<String, List<Map<String, Object>>> acmeRows() {
    Map<String, List<Map<String, Object>>> rows = new TreeMap<>();
    for (String table : TABLES) {
      String sql = "SELECT * FROM " + table + " WHERE customer_id = ?";
      rows.put(table, server.rows(sql, acme.id().value()));
    }
    return rows;
  }
}
