package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer.Answer;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceStatusEnrollAllTest extends FaceDialectTest {
  private static final Pattern NAME = Pattern.compile("\"userName\":\"([^\"]*)\"");

  @BeforeEach
  void addPeople() {
    enrolled("alice", Enrolment.State.SUCCESS, "2026-11-20T23:59:59.999Z");
    enrolled("bob", Enrolment.State.FAILURE, "2026-11-21T00:00:00Z");
    User carol = enrolled("carol", Enrolment.State.DRAFT, "2026-11-21T23:59:59.999Z");
    server.core().users.blacklist(acme.id(), carol.id(), Origin.CLI);
    personOf(server.customer("globex"), "zoe");
  }

  private User enrolled(String name, Enrolment.State state, String at) {
    User user = person(name);
    Enrolment old = user.enrolment();
    Enrolment changed = new Enrolment(old.reference(), state, Instant.parse(at), old.openUntil());
    server
        .core()
        .store
        .write(tx -> {
          tx.users().update(user, user.withEnrolment(changed), server.clock().instant());
          return true;
        });
    return user;
  }

  @Test
  void onePageIsAnsweredWithItsNumbersAsNumbers() {
    assertAnswer(
        view("\"pageNumber\": 1, \"pageCount\": \"1\", \"statusType\": \"all\""),
        200,
        """
        {"currentStatusPageNumber":1,"totalStatusPageNumber":3,"totalStatusEnrollmentCount":3,\
        "data":[{"userName":"carol","fullName":"Full carol","emailId":"carol@example.org",\
        "phoneNumber":"5550100","faceThumbnail":"","faceOriginal":"",\
        "timeStamp":"2026-11-21 23:59:59","blacklistState":"yes"}],\
        "status":"200 OK","message":"success"}\
        """);
  }

  @Test
  void withoutAnythingElseAllOfThemAreAnswered() {
    assertThat(names("\"x\": 1")).containsExactly("carol", "bob", "alice");
    assertThat(names("\"pageNumber\": \"2\", \"pageCount\": 2")).containsExactly("alice");
    assertThat(names("\"pageNumber\": \"\", \"pageCount\": \"\", \"statusType\": \"\"")).hasSize(3);
    assertThat(names("\"pageNumber\": 1000000000, \"pageCount\": 500")).isEmpty();
  }

  @Test
  void aStatusIsAskedForInAnyCase() {
    assertThat(names("\"statusType\": \"success\"")).containsExactly("alice");
    assertThat(names("\"statusType\": \"FAILURE\"")).containsExactly("bob");
    assertThat(names("\"statusType\": \"draft\"")).containsExactly("carol");
  }

  @Test
  void daysAndSecondsNamedBelongToWhatIsAskedFor() {
    assertThat(names("\"fromThisDate\": \"2026-11-21\", \"toThisDate\": \"2026-11-21\""))
        .containsExactly("carol", "bob");
    assertThat(names("\"toThsiDate\": \"2026-11-20\"")).containsExactly("alice");
    assertThat(names("\"toThisDate\": \"2026-11-20 23:59:59\"")).containsExactly("alice");
    assertThat(names("\"fromThisDate\": \"2026-11-21 00:00:01\"")).containsExactly("carol");
    assertThat(names("\"fromThisDate\": \"\", \"toThisDate\": \"9999-12-31\"")).hasSize(3);
  }

  @Test
  void whatCannotBeUsedIsRefused() {
    for (String fields :
        List.of(
            "\"pageNumber\": 0",
            "\"pageNumber\": -1",
            "\"pageNumber\": 1.5",
            "\"pageNumber\": \"one\"",
            "\"pageNumber\": 9223372036854775807",
            "\"pageNumber\": 99999999999999999999",
            "\"pageNumber\": []",
            "\"pageCount\": 0",
            "\"pageCount\": 501",
            "\"statusType\": \"done\"",
            "\"statusType\": 5",
            "\"fromThisDate\": \"22.11.2026\"",
            "\"fromThisDate\": \"2026-02-30\"",
            "\"fromThisDate\": \"2026-11-22T03:04:05\"",
            "\"fromThisDate\": \"2026-11-22 24:00:00\"",
            "\"fromThisDate\": 20261122",
            "\"toThisDate\": \"+999999999-12-31\"",
            "\"toThisDate\": \"+999999999-12-31 23:59:59\"",
            "\"fromThisDate\": \"-299999999-01-01 00:00:00\"",
            "\"fromThisDate\": \"-999-12-31 23:59:59\"",
            "\"fromThisDate\": \"-999-12-31\"",
            "\"fromThisDate\": \"2026-11-22 03:04:05 \"",
            "\"toThisDate\": \"tomorrow\"",
            "\"fromThisDate\": \"2026-11-22\", \"toThisDate\": \"2026-11-21\"")) {
      assertRefused("/status/enroll/all", fields);
      if (!fields.contains("statusType")) {
        assertRefused("/view/logs/all", fields);
      }
    }
  }

  private void assertRefused(String path, String fields) {
    Answer answer = call(path, "{\"customerName\":\"acme\"," + fields + "}");

    assertThat(answer.status()).as(path + fields).isEqualTo(400);
    assertThat(answer.body()).matches("\\{\"error\":\\{\"message\":\".+\",\"status\":\"400\"}}");
  }

  private List<String> names(String fields) {
    Answer answer = view(fields);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return NAME.matcher(answer.body()).results().map(found -> found.group(1)).toList();
  }

  private Answer view(String fields) {
    return call("/status/enroll/all", "{\"customerName\":\"acme\"," + fields + "}");
  }
}
