package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.Test;

/** Calls of different kinds, one after the other, about one person. */
class FaceSequencesTest extends FacePictureTest {
  @Test
  void whoseFaceIsErasedIsToBeEnrolledAgain() {
    User anna = enrolled("anna", Portraits.ANNA);

    server.core().erasure.face(anna.customerId(), anna.id(), Origin.CLI);

    assertAnswer(
        call(
            "/status/enroll/user",
            "{\"customerName\":\"acme\",\"enrollmentUrl\":\"%s\"}".formatted(urlOf(anna))),
        200,
        """
        {"userName":"anna","enrollmentStatus":"draft","status":"200 OK","message":"success"}\
        """);
    assertThat(part(enroll("/update", anna, Portraits.ANNA.data()), "message"))
        .isEqualTo("User is not registered");
    assertThat(enroll(anna, Portraits.GROUP).status()).isEqualTo(400);
    assertThat(state(anna)).isEqualTo("failure");
    assertThat(enroll(anna, Portraits.ANNA).status()).isEqualTo(200);
    assertThat(state(anna)).isEqualTo("success");
  }

  @Test
  void whoIsDeletedAndCreatedAgainIsAnotherPerson() throws InterruptedException {
    User first = enrolled("anna", Portraits.ANNA);
    searchUntilFound(Portraits.ANNA, "anna");
    String named = "{\"customerName\":\"acme\",\"userName\":\"anna\"}";
    assertThat(call("/user/delete", named).status()).isEqualTo(200);

    User second = person("anna");

    assertThat(part(authenticate("anna", Portraits.ANNA), "message"))
        .isEqualTo("User is not enrolled");
    assertThat(search(Portraits.ANNA, "").body()).contains("\"userNames\":[]");
    assertThat(enroll(first, Portraits.ANNA).status()).isEqualTo(404);
    assertThat(enroll(second, Portraits.BERT).status()).isEqualTo(200);
    assertThat(authenticate("anna", Portraits.ANNA).status()).isEqualTo(400);
    assertThat(authenticate("anna", Portraits.BERT).status()).isEqualTo(200);
    searchUntilFound(Portraits.BERT, "anna");
  }

  @Test
  void whoIsRenamedIsFoundUnderTheNewNameInTheSameSpaces() throws InterruptedException {
    enrolled("anna", Portraits.ANNA);
    searchUntilFound(Portraits.ANNA, "anna");
    call(
        "/searchspace/store",
        "{\"customerName\":\"acme\",\"name\":\"staff\",\"users\":[\"anna\"]}");

    Answer renamed =
        call(
            "/user/update",
            "{\"customerName\":\"acme\",\"userName\":\"anna\",\"parametersToBeUpdated\":"
                + "{\"userName\":\"joanna\"}}");

    assertThat(renamed.status()).isEqualTo(200);
    assertThat(search(Portraits.ANNA, ",\"searchSpaces\":\"staff\"").body())
        .contains("\"userName\":\"joanna\"")
        .doesNotContain("\"anna\"");
    assertThat(authenticate("anna", Portraits.ANNA).status()).isEqualTo(404);
    assertThat(authenticate("joanna", Portraits.ANNA).status()).isEqualTo(200);
  }

  @Test
  void aNewFaceDoesNotTakeAnybodyOffTheBlackList() throws InterruptedException {
    User anna = enrolled("anna", Portraits.ANNA);
    call("/user/blacklist", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");

    assertThat(enroll("/update", anna, Portraits.BERT.data()).status()).isEqualTo(200);

    assertThat(part(authenticate("anna", Portraits.BERT), "message"))
        .isEqualTo("User is blacklisted");
    assertThat(searchUntilFound(Portraits.BERT, "anna").body())
        .contains("\"blacklistState\":\"yes\"");
  }

  @Test
  void aFaceToBeUpdatedOfSomebodyWithoutOneIsEnrolledAndOfOthersReplaced() {
    person("bert");
    enrolled("anna", Portraits.ANNA);

    String bert = part(toBeUpdated("bert"), "reEnrollmentUrl");
    String anna = part(toBeUpdated("anna"), "reEnrollmentUrl");

    assertThat(part(enroll("/update", bert, Portraits.BERT), "message"))
        .isEqualTo("User is not registered");
    assertThat(enroll("/enroll", bert, Portraits.BERT).status()).isEqualTo(200);
    assertThat(part(enroll("/enroll", anna, Portraits.ANNA_AGAIN), "message"))
        .isEqualTo("User is already registered");
    assertThat(
            call(
                    "/status/enroll/user",
                    "{\"customerName\":\"acme\",\"enrollmentUrl\":\"%s\"}".formatted(anna))
                .body())
        .contains("\"enrollmentStatus\":\"success\"");
    assertThat(enroll("/update", anna, Portraits.ANNA_AGAIN).status()).isEqualTo(200);
  }

  private Answer toBeUpdated(String name) {
    return call(
        "/user/update",
        "{\"customerName\":\"acme\",\"userName\":\"%s\",\"faceToBeUpdated\":\"YES\"}"
            .formatted(name));
  }

  private Answer enroll(String path, String url, Portraits portrait) {
    return call(
        path,
        "{\"customerName\":\"acme\",\"url\":\"%s\",\"enrolledUrl\":\"%s\"}"
            .formatted(portrait.data(), url));
  }
}
