package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceSearchSpaceDeleteTest extends FaceDialectTest {
  private static final String GATE = "{\"customerName\":\"acme\",\"name\":\"North gate\"}";

  @Test
  void theSpaceGoesAndItsPeopleStay() {
    person("alice");
    server.core().searchSpaces.put(acme.id(), "north Gate", List.of("alice"), Origin.CLI);

    assertAnswer(
        call("/searchspace/delete", GATE),
        200,
        "{\"status\":\"200 OK\",\"message\":\"Successfully Deleted\"}");

    assertThat(server.count("SELECT count(*) FROM search_space")).isZero();
    assertThat(server.count("SELECT count(*) FROM search_space_user")).isZero();
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'search_space_deleted'"))
        .isEqualTo(1);
  }

  @Test
  void anUnknownSpaceIsNotFound() {
    assertError(call("/searchspace/delete", GATE), 404, "404", "The search space does not exist");
  }
}
