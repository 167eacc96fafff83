package dev.countersign.http.dialect.face;

import dev.countersign.domain.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceViewSearchSpaceTest extends FaceDialectTest {
  private static final String GATE = "{\"customerName\":\"acme\",\"name\":\"gate\"}";

  @Test
  void thePeopleAreNamedInOrder() {
    person("bob");
    person("Alice");
    server.core().searchSpaces.put(acme.id(), "Gate", List.of("bob", "alice"), Origin.CLI);

    assertAnswer(
        call("/view/searchspace/user", GATE),
        200,
        "{\"data\":[\"Alice\",\"bob\"],\"status\":\"200 OK\",\"message\":\"success.\"}");
  }

  @Test
  void anUnknownSpaceIsNotFound() {
    assertError(
        call("/view/searchspace/user", GATE), 404, "404", "The search space does not exist");
  }
}
