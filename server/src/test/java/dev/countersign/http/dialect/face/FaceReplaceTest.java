package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.Test;

/** {@code update}: another face in place of the one there is. */
class FaceReplaceTest extends FacePictureTest {
  @Test
  void theNewFaceIsTheirsAndTheOldOneIsNot() {
    User anna = enrolled("anna", Portraits.ANNA);

    Answer answer = enroll("/update", anna, Portraits.BERT.data());

    assertThat(answer.body())
        .matches(
            "\\{\"userName\":\"anna\",\"faceOriginal\":\"\",\"faceThumbnail\":\""
                + PICTURE
                + "\",\"enrollmentStatus\":\"success\","
                + "\"message\":\"User is successfully updated\",\"status\":\"200 OK\"\\}");
    assertThat(authenticate("anna", Portraits.BERT).status()).isEqualTo(200);
    assertThat(authenticate("anna", Portraits.ANNA).status()).isEqualTo(400);
    assertThat(templates()).isEqualTo(1);
    assertThat(outcomes("face_update")).containsExactly("success");
    assertThat(server.count("SELECT count(*) FROM face_consent WHERE ended_at IS NULL"))
        .isEqualTo(1);
  }

  @Test
  void whoIsNotEnrolledHasNothingToReplace() {
    User anna = person("anna");

    assertAnswer(
        enroll("/update", anna, Portraits.ANNA.data()),
        400,
        """
        {"error":{"userName":"anna","faceOriginal":"","faceThumbnail":"",\
        "enrollmentStatus":"failure","message":"User is not registered","status":"422"}}\
        """);
    assertThat(state(anna)).isEqualTo("draft");
    assertThat(outcomes("face_update")).containsExactly("not_enrolled");
  }

  @Test
  void aFailureLeavesTheOldFace() {
    User anna = enrolled("anna", Portraits.ANNA);

    assertThat(enroll("/update", anna, Portraits.NOBODY.data()).status()).isEqualTo(400);

    assertThat(state(anna)).isEqualTo("success");
    assertThat(authenticate("anna", Portraits.ANNA_AGAIN).status()).isEqualTo(200);
  }

  @Test
  void theUrlOfAReEnrolmentNamesThePersonForGood() {
    enrolled("anna", Portraits.ANNA);
    Answer updated =
        call(
            "/user/update",
            "{\"customerName\":\"acme\",\"userName\":\"anna\",\"faceToBeUpdated\":\"yes\"}");

    Answer answer =
        call(
            "/update",
            "{\"customerName\":\"acme\",\"url\":\"%s\",\"enrolledUrl\":\"%s\"}"
                .formatted(Portraits.BERT.data(), part(updated, "reEnrollmentUrl")));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
