package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceUserUpdateTest extends FaceDialectTest {
  private static final String UPDATED =
      "{\"status\":\"200 OK\",\"message\":\"User successfully updated\"}";

  private User alice;

  @BeforeEach
  void addAlice() {
    alice = person("alice");
  }

  @Test
  void aRenamedPersonKeepsTheirIdAndEverythingNotNamed() {
    Answer answer =
        call(
            "/user/update",
            """
            {"customerName": "acme", "userName": "alice", "faceToBeUpdated": "No",
             "parametersToBeUpdated": {"userName": "Alicia", "phoneNumber": "5550199"}}\
            """);

    assertAnswer(answer, 200, UPDATED);
    Map<String, Object> row = row();
    assertThat(row.get("id")).isEqualTo(alice.id().value());
    assertThat(row.get("user_name")).isEqualTo("Alicia");
    assertThat(row.get("user_name_key")).isEqualTo("alicia");
    assertThat(row.get("phone_number")).isEqualTo("5550199");
    assertThat(row.get("full_name")).isEqualTo("Full alice");
    assertThat(row.get("enrolment_reference")).isEqualTo(alice.enrolment().reference());
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void anotherAddressCountsAsNotVerifiedAndTheSameOneStaysVerified() {
    verify();
    assertAnswer(change("\"fullName\": \"A\", \"emailId\": \"alice@example.org\""), 200, UPDATED);
    assertThat(row().get("email_verified")).isEqualTo(1);

    assertAnswer(change("\"emailId\": \"new@example.org\""), 200, UPDATED);
    assertThat(row().get("email_verified")).isEqualTo(0);
    assertThat(row().get("email")).isEqualTo("new@example.org");
  }

  private void verify() {
    User verified =
        alice.withProfile(
            new Profile(
                alice.profile().fullName(),
                alice.profile().email(),
                true,
                alice.profile().phoneNumber(),
                alice.profile().countryCode()));
    server
        .core()
        .store
        .write(tx -> {
          tx.users().update(alice, verified, server.clock().instant());
          return true;
        });
  }

  @Test
  void aFaceToBeUpdatedGetsANewUrlAndTheOldOneNamesNobody() {
    Answer answer =
        call(
            "/user/update",
            "{\"customerName\":\"acme\",\"userName\":\"alice\",\"faceToBeUpdated\":\"YES\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"reEnrollmentUrl\":\""
                + ENROLMENT_URL
                + "\",\"status\":\"200 OK\",\"message\":\"User successfully updated\"}");
    assertThat(answer.body()).doesNotContain(alice.enrolment().reference());
    assertThat(
            call(
                    "/status/enroll/user",
                    "{\"customerName\":\"acme\",\"enrollmentUrl\":\"%s\"}".formatted(urlOf(alice)))
                .status())
        .isEqualTo(404);
  }

  @Test
  void theOtherSpellingOfTheParametersIsRead() {
    Answer answer =
        call(
            "/user/update",
            """
            {"customerName": "acme", "username": "alice", "faceToBeUpdated": false,
             "parametersTobeUpdated": {"username": "alicia"}}\
            """);

    assertAnswer(answer, 200, UPDATED);
    assertThat(row().get("user_name")).isEqualTo("alicia");
  }

  @Test
  void aTakenNameIsAConflictAndOnesOwnInOtherLettersIsNot() {
    person("bob");

    assertError(change("\"userName\": \"BOB\""), 409, "409", "A user of that name exists already");
    assertAnswer(change("\"userName\": \"ALICE\""), 200, UPDATED);
  }

  @Test
  void aChangeThatChangesNothingIsNotAnEvent() {
    assertAnswer(change("\"phoneNumber\": \"5550100\""), 200, UPDATED);

    assertThat(events()).isZero();
  }

  @Test
  void whatCannotBeUsedChangesNothing() {
    assertThat(change("\"userName\": \"a b\"").status()).isEqualTo(400);
    assertThat(change("\"fullName\": \"A\\r\\nB\"").status()).isEqualTo(400);
    assertThat(change("\"phoneNumber\": \"letters\"").status()).isEqualTo(400);
    assertThat(change("\"emailId\": 5").status()).isEqualTo(400);
    assertError(
        call("/user/update", "{\"customerName\":\"acme\",\"userName\":\"alice\"}"),
        400,
        "400",
        "Say what to update: faceToBeUpdated, parametersToBeUpdated or both");
    assertThat(row().get("user_name")).isEqualTo("alice");
    assertThat(events()).isZero();
  }

  @Test
  void anUnknownPersonIsNotFound() {
    assertError(
        call(
            "/user/update",
            "{\"customerName\":\"acme\",\"userName\":\"bob\",\"faceToBeUpdated\":\"yes\"}"),
        404,
        "404",
        "The user does not exist");
  }

  private Answer change(String parameters) {
    return call(
        "/user/update",
        """
        {"customerName": "acme", "userName": "alice", "parametersToBeUpdated": {%s}}\
        """
            .formatted(parameters));
  }

  private Map<String, Object> row() {
    return server.rows("SELECT * FROM user_account WHERE id = ?", alice.id().value()).getFirst();
  }

  private long events() {
    return server.count("SELECT count(*) FROM audit_event WHERE kind = 'user_updated'");
  }
}
