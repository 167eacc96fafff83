package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with the customer acme and photographs of people at hand. */
abstract class FacePictureTest extends FaceDialectTest {
  static final String PICTURE =
      Pattern.quote(TestServer.BASE_URL) + "/deepfaceauth/api/v1/pictures/[A-Za-z0-9_-]{54}";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  Answer enroll(User user, Portraits portrait) {
    return enroll("/enroll", user, portrait.data());
  }

  Answer enroll(String call, User user, String url) {
    return call(
        call,
        "{\"customerName\":\"acme\",\"url\":\"%s\",\"enrolledUrl\":\"%s\"}"
            .formatted(url, urlOf(user)));
  }

  /** A person whose face is kept. */
  User enrolled(String name, Portraits portrait) {
    User user = person(name);
    Answer answer = enroll(user, portrait);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return user;
  }

  Answer authenticate(String name, Portraits portrait) {
    return authenticate(name, portrait, "");
  }

  Answer authenticate(String name, Portraits portrait, String more) {
    return call(
        "/authenticate",
        "{\"customerName\":\"acme\",\"userName\":\"%s\",\"url\":\"%s\"%s}"
            .formatted(name, portrait.data(), more));
  }

  Answer search(Portraits portrait, String more) {
    return call(
        "/search", "{\"customerName\":\"acme\",\"url\":\"%s\"%s}".formatted(portrait.data(), more));
  }

  /** Repeats a search until it finds somebody: galleries follow within a second. */
  Answer searchUntilFound(Portraits portrait, String userName) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = search(portrait, "");
    while (!answer.body().contains("\"" + userName + "\"") && System.nanoTime() < end) {
      Thread.sleep(50);
      answer = search(portrait, "");
    }
    assertThat(answer.body()).contains("\"" + userName + "\"");
    return answer;
  }

  void set(String fields) {
    Answer answer = call("/settings/change", "{\"customerName\":\"acme\"," + fields + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** What the answer says under that name. */
  static String part(Answer answer, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.body());
    assertThat(matcher.find()).as(name + " in " + answer.body()).isTrue();
    return matcher.group(1);
  }

  /** The path of a URL of this server's, to call it by. */
  static String path(String url) {
    assertThat(url).startsWith(TestServer.BASE_URL);
    return url.substring(TestServer.BASE_URL.length());
  }

  String state(User user) {
    String sql = "SELECT enrolment_state FROM user_account WHERE id = ?";
    Object state = server.rows(sql, user.id().value()).getFirst().get("enrolment_state");
    return String.valueOf(state).toLowerCase(Locale.ROOT);
  }

  long templates() {
    return server.count("SELECT count(*) FROM face_template");
  }

  /** Outcomes of the events of that kind, oldest first. */
  java.util.List<String> outcomes(String kind) {
    return server.rows("SELECT outcome FROM audit_event WHERE kind = ? ORDER BY id", kind).stream()
        .map(row -> String.valueOf(row.get("outcome")))
        .toList();
  }
}
