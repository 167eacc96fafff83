package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FaceEnrollTest extends FacePictureTest {
  @Test
  void aFaceIsKeptWithTheConsentItRestsOn() {
    User anna = person("anna");

    Answer answer = enroll(anna, Portraits.ANNA);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"userName\":\"anna\",\"faceOriginal\":\"\",\"faceThumbnail\":\""
                + PICTURE
                + "\",\"enrollmentStatus\":\"success\","
                + "\"message\":\"User is successfully enrolled\",\"status\":\"200 OK\"\\}");
    assertThat(state(anna)).isEqualTo("success");
    assertThat(templates()).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM face_sample")).isEqualTo(1);
    assertThat(outcomes("face_enroll")).containsExactly("success");
    Map<String, Object> consent = server.rows("SELECT * FROM face_consent").getFirst();
    assertThat(consent.get("source")).isEqualTo("CUSTOMER_ATTESTED");
    assertThat(consent.get("user_id")).isEqualTo(anna.id().value());
    assertThat(server.rows("SELECT kind FROM face_picture ORDER BY kind"))
        .extracting(row -> row.get("kind"))
        .containsExactly("ALIGNED", "PORTRAIT");
  }

  @Test
  void whoIsEnrolledIsNotEnrolledAgain() {
    User anna = enrolled("anna", Portraits.ANNA);

    Answer answer = enroll(anna, Portraits.BERT);

    assertAnswer(
        answer,
        400,
        """
        {"error":{"userName":"anna","faceOriginal":"","faceThumbnail":"",\
        "enrollmentStatus":"failure","message":"User is already registered","status":"422"}}\
        """);
    assertThat(state(anna)).isEqualTo("success");
    assertThat(outcomes("face_enroll")).containsExactly("success", "already_enrolled");
    assertThat(authenticate("anna", Portraits.ANNA_AGAIN).status()).isEqualTo(200);
  }

  @Test
  void aPictureThatIsNotFitFailsTheEnrolmentAndAnotherOneMendsIt() {
    User anna = person("anna");

    Answer answer = enroll(anna, Portraits.GROUP);

    assertAnswer(
        answer,
        400,
        """
        {"error":{"userName":"anna","faceOriginal":"","faceThumbnail":"",\
        "enrollmentStatus":"failure","message":"Two faces are in the picture: please be alone",\
        "status":"422"}}\
        """);
    assertThat(state(anna)).isEqualTo("failure");
    assertThat(templates()).isZero();
    assertThat(outcomes("face_enroll")).containsExactly("more_than_one");
    assertThat(enroll(anna, Portraits.ANNA).status()).isEqualTo(200);
    assertThat(state(anna)).isEqualTo("success");
  }

  @Test
  void anUnknownUrlNamesNobody() {
    User globex = personOf(server.customer("globex"), "gus");

    Answer answer = enroll("/enroll", globex, Portraits.ANNA.data());

    assertAnswer(
        answer,
        404,
        """
        {"error":{"userName":"","faceOriginal":"","faceThumbnail":"",\
        "enrollmentStatus":"failure","message":"The user does not exist","status":"404"}}\
        """);
    assertThat(templates()).isZero();
  }

  @Test
  void aDisabledPersonIsNotEnrolled() {
    User anna = person("anna");
    server.core().users.disable(acme.id(), anna.id(), Origin.CLI);

    assertThat(part(enroll(anna, Portraits.ANNA), "message")).isEqualTo("User is disabled");
    assertThat(templates()).isZero();
  }

  @Test
  void whereLivenessIsCheckedAStiffFaceIsRefused() {
    set("\"checkLiveliness\":\"yes\"");

    assertThat(part(enroll(person("stiff"), Portraits.STIFF), "message"))
        .isEqualTo(
            "The picture does not look like a living person: please use the camera directly");
    assertThat(enroll(person("anna"), Portraits.ANNA).status()).isEqualTo(200);
  }

  @Test
  void duplicatesAreRefusedReportedOrLetBe() throws InterruptedException {
    enrolled("anna", Portraits.ANNA);
    searchUntilFound(Portraits.ANNA, "anna");
    duplicates("refuse");

    Answer refused = enroll(person("again"), Portraits.ANNA_AGAIN);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(part(refused, "message"))
        .isEqualTo("The face is enrolled for another user, or is too much like theirs");
    duplicates("report");
    Answer reported = enroll(person("once-more"), Portraits.ANNA_AGAIN);
    assertThat(reported.status()).isEqualTo(200);
    assertThat(reported.body()).contains("\"duplicates\":[\"anna\"]");
    duplicates("off");
    assertThat(enroll(person("third"), Portraits.ANNA_AGAIN).body()).doesNotContain("duplicates");
    assertThat(outcomes("face_enroll"))
        .containsExactly("success", "duplicate", "success", "success");
  }

  @Test
  void oneFaceAtTheSameTimeIsOnePersons() throws Exception {
    duplicates("refuse");
    List<User> people = List.of(person("anna"), person("bella"), person("carla"), person("daria"));

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> calls =
          people.stream().map(user -> threads.submit(() -> enroll(user, Portraits.ANNA))).toList();
      for (Future<Answer> call : calls) {
        statuses.add(call.get().status());
      }
    }

    assertThat(statuses).containsExactlyInAnyOrder(200, 400, 400, 400);
    assertThat(templates()).isEqualTo(1);
    assertThat(outcomes("face_enroll"))
        .containsExactlyInAnyOrder("success", "duplicate", "duplicate", "duplicate");
  }

  private void duplicates(String what) {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old ->
                old.withFaces(
                    dev.countersign.customer.FaceSettings.of(Map.of("face.duplicates", what))),
            Origin.CLI);
  }

  @Test
  void theScopeIsNeeded() {
    person("anna");
    var key =
        server
            .core()
            .apiKeys
            .create(
                acme.id(), "verify", Set.of(dev.countersign.domain.Scope.FACE_VERIFY), Origin.CLI);
    String limited = tokenOf("acme", key.secret().text());

    assertThat(callAs(limited, "/enroll", "{\"customerName\":\"acme\"}").status()).isEqualTo(403);
    assertThat(callAs(limited, "/search", "{\"customerName\":\"acme\"}").status()).isEqualTo(403);
  }
}
