package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaceUserCreateTest extends FaceDialectTest {
  @Test
  void aPersonIsCreatedWithAnEnrolmentUrl() {
    Answer answer =
        call(
            "/user/create",
            """
            {"customerName": "acme", "userName": "Alice", "fullName": "Alice Liddell",
             "emailId": "alice@example.org", "phoneNumber": "5550100", "countryCode": "+44",
             "unknown": {"is": ["ignored"]}}\
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"enrollmentUrl\":\""
                + ENROLMENT_URL
                + "\",\"status\":\"200 OK\",\"message\":\"User successfully created\"}");
    List<Map<String, Object>> rows =
        server.rows(
            "SELECT user_name, user_name_key, full_name, email, email_verified, phone_number,"
                + " country_code, password_hash, enrolment_state FROM user_account");
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().values().stream().map(String::valueOf))
        .containsExactly(
            "Alice",
            "alice",
            "Alice Liddell",
            "alice@example.org",
            "0",
            "5550100",
            "+44",
            "null",
            "DRAFT");
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'user_created'"))
        .isEqualTo(1);
  }

  @Test
  void theOtherSpellingAndAMissingCountryCodeWillDo() {
    assertThat(
            call(
                    "/user/create",
                    """
                    {"customerName": "ACME", "username": "bob", "fullName": "", "emailId": "",
                     "phoneNumber": "", "countryCode": null}\
                    """)
                .status())
        .isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM user_account WHERE country_code = ''"))
        .isEqualTo(1);
  }

  @Test
  void aTakenNameIsAConflictInAnyCase() {
    person("alice");

    assertError(create("ALICE"), 409, "409", "A user of that name exists already");
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(1);
  }

  @Test
  void anotherCustomerMayHaveTheSameName() {
    String other = tokenOfOther("globex");
    person("alice");

    Answer answer =
        callAs(
            other,
            "/user/create",
            """
            {"customerName": "globex", "userName": "alice", "fullName": "", "emailId": "",
             "phoneNumber": ""}\
            """);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aNameThatCannotBeUsedIsRefused() {
    for (String name : List.of("", "a b", "a:b", "\\u0007", "\\u202ealice", " ")) {
      Answer answer = create(name);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"error\":{\"message\":\"userName ");
      assertThat(answer.body()).endsWith("\"status\":\"400\"}}");
    }
  }

  @Test
  void anAddressThatCannotBeUsedIsRefused() {
    for (String email :
        List.of("alice", "a@b@c", "a@example.org\\r\\nBcc: x@example.org", "a b@c")) {
      Answer answer =
          call(
              "/user/create",
              """
              {"customerName": "acme", "userName": "alice", "fullName": "", "emailId": "%s",
               "phoneNumber": ""}\
              """
                  .formatted(email));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(server.count("SELECT count(*) FROM user_account")).isZero();
    }
  }

  private Answer create(String name) {
    return call(
        "/user/create",
        """
        {"customerName": "acme", "userName": "%s", "fullName": "Alice",
         "emailId": "a@example.org", "phoneNumber": "1"}\
        """
            .formatted(name));
  }
}
