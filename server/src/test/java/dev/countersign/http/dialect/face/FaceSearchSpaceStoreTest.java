package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceSearchSpaceStoreTest extends FaceDialectTest {
  private static final String UPDATED =
      "{\"status\":\"200 OK\",\"message\":\"Successfully Updated.\"}";

  @BeforeEach
  void addPeople() {
    person("alice");
    person("bob");
    person("carol");
  }

  @Test
  void aSpaceIsAddedAndItsPeopleAreReplaced() {
    assertAnswer(store("North Gate", "\"alice\", \"BOB\", \"bob\""), 200, UPDATED);
    assertThat(members()).containsExactly("alice", "bob");

    assertAnswer(store("north gate", "\"carol\""), 200, UPDATED);
    assertThat(members()).containsExactly("carol");

    assertAnswer(store("NORTH GATE", ""), 200, UPDATED);
    assertThat(members()).isEmpty();
    assertThat(server.rows("SELECT name, name_key FROM search_space"))
        .extracting(row -> row.get("name") + "|" + row.get("name_key"))
        .containsExactly("North Gate|north gate");
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'search_space_stored'"))
        .isEqualTo(3);
  }

  @Test
  void unknownPeopleAreNamedAndNothingChanges() {
    assertThat(store("gate", "\"alice\"").status()).isEqualTo(200);

    assertError(
        store("gate", "\"bob\", \"dave\", \"erin\""),
        404,
        "404",
        "There is no user named dave, erin");
    assertError(store("other", "\"a b\""), 404, "404", "There is no user named a b");
    assertThat(members()).containsExactly("alice");
    assertThat(server.count("SELECT count(*) FROM search_space")).isEqualTo(1);
  }

  @Test
  void anotherCustomersPersonIsUnknown() {
    personOf(server.customer("globex"), "zoe");

    assertError(store("gate", "\"zoe\""), 404, "404", "There is no user named zoe");
  }

  @Test
  void aNameThatCannotBeUsedIsRefused() {
    for (String name : List.of("", "  ", "a\\nb", "\\ngate", "a\\u2028b", "\\u0007bell")) {
      assertError(
          store(name, ""),
          400,
          "400",
          "A search space's name must have 1 to 255 characters, without line breaks and control"
              + " characters");
    }
  }

  @Test
  void thePeopleMustBeAListOfNames() {
    assertError(
        call("/searchspace/store", "{\"customerName\":\"acme\",\"name\":\"gate\"}"),
        400,
        "400",
        "The field users is missing");
    assertThat(store("gate", "5").status()).isEqualTo(400);
    assertThat(store("gate", "null").status()).isEqualTo(400);
    assertThat(
            call(
                    "/searchspace/store",
                    "{\"customerName\":\"acme\",\"name\":\"gate\",\"users\":\"alice\"}")
                .status())
        .isEqualTo(400);
  }

  private Answer store(String name, String users) {
    return call(
        "/searchspace/store",
        "{\"customerName\":\"acme\",\"name\":\"%s\",\"users\":[%s]}".formatted(name, users));
  }

  private List<Object> members() {
    return server
        .rows(
            "SELECT u.user_name AS name FROM search_space_user m"
                + " JOIN user_account u ON u.id = m.user_id ORDER BY u.user_name")
        .stream()
        .map(row -> row.get("name"))
        .toList();
  }
}
