package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceAuthenticateTest extends FacePictureTest {
  private static final String NOT_AUTHENTICATED =
      """
      {"error":{"userName":"anna","faceOriginal":"","authenticationStatus":"failure",\
      "message":"User is not authenticated","status":"422"}}\
      """;

  private User anna;

  @BeforeEach
  void enrolAnna() {
    anna = enrolled("anna", Portraits.ANNA);
  }

  @Test
  void theSamePersonIsAuthenticated() {
    Answer answer = authenticate("anna", Portraits.ANNA_AGAIN);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"userName\":\"anna\",\"faceOriginal\":\"\",\"faceThumbnail\":\""
                + PICTURE
                + "\",\"authenticationStatus\":\"success\","
                + "\"message\":\"User is successfully authenticated\",\"status\":\"200 OK\"\\}");
    assertThat(outcomes("face_authenticate")).containsExactly("success");
    assertThat(server.count("SELECT count(*) FROM face_sample")).isEqualTo(1);
  }

  @Test
  void anybodyElseIsNot() {
    assertAnswer(authenticate("anna", Portraits.BERT), 400, NOT_AUTHENTICATED);
    assertAnswer(
        authenticate("anna", Portraits.BERT, ",\"precision\":\"low\""), 400, NOT_AUTHENTICATED);
    assertThat(outcomes("face_authenticate")).containsExactly("no_match", "no_match");
  }

  @Test
  void theUserNameMayBeSpeltInLowerCase() {
    Answer answer =
        call(
            "/authenticate",
            "{\"customerName\":\"acme\",\"username\":\"ANNA\",\"precision\":\"High\",\"url\":\"%s\"}"
                .formatted(Portraits.ANNA_AGAIN.data()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aRateOfFalseMatchesIsAnsweredWithTheThresholdItMeant() {
    Answer answer = authenticate("anna", Portraits.ANNA_AGAIN, ",\"precision\":\"fmr:5e-6\"");

    assertThat(answer.body()).contains("\"threshold\":0.7,");
    assertThat(authenticate("anna", Portraits.BERT, ",\"precision\":\"fmr:1e-5\"").body())
        .isEqualTo(
            "{\"error\":{\"userName\":\"anna\",\"faceOriginal\":\"\",\"authenticationStatus\":\"failure\","
                + "\"threshold\":0.6531,\"message\":\"User is not authenticated\",\"status\":\"422\"}}");
  }

  @Test
  void unknownPrecisionsAreMalformed() {
    assertAnswer(
        authenticate("anna", Portraits.ANNA_AGAIN, ",\"precision\":\"medium\""),
        400,
        """
        {"error":{"userName":"anna","faceOriginal":"","authenticationStatus":"failure",\
        "message":"precision must be high or low, or a rate of false matches from fmr:1e-9 to\
         fmr:1e-2","status":"400"}}\
        """);
  }

  @Test
  void everyOtherReasonHasItsOwnMessage() {
    person("new");
    assertThat(part(authenticate("new", Portraits.ANNA), "message"))
        .isEqualTo("User is not enrolled");
    server.core().users.blacklist(acme.id(), anna.id(), Origin.CLI);
    assertThat(part(authenticate("anna", Portraits.ANNA), "message"))
        .isEqualTo("User is blacklisted");
    server.core().users.whitelist(acme.id(), anna.id(), Origin.CLI);
    assertThat(part(authenticate("anna", Portraits.NOBODY), "message"))
        .startsWith("No face is in the picture");
    server.core().users.disable(acme.id(), anna.id(), Origin.CLI);
    assertThat(part(authenticate("anna", Portraits.ANNA), "message")).isEqualTo("User is disabled");
    assertThat(outcomes("face_authenticate"))
        .containsExactly("not_enrolled", "blacklisted", "no_face", "disabled");
  }

  @Test
  void anUnknownPersonIsNotFound() {
    assertAnswer(
        authenticate("nobody", Portraits.ANNA),
        404,
        """
        {"error":{"userName":"nobody","faceOriginal":"","authenticationStatus":"failure",\
        "message":"The user does not exist","status":"404"}}\
        """);
  }

  @Test
  void aSampleIsLearntWhenItIsSurelyTheirsAndTheFirstIsNeverLost() {
    for (int i = 0; i < 9; i++) {
      assertThat(
              authenticate("anna", Portraits.ANNA_AGAIN, ",\"useSampleForLearning\":\"yes\"")
                  .status())
          .isEqualTo(200);
    }

    assertThat(server.count("SELECT count(*) FROM face_sample")).isEqualTo(8);
    assertThat(server.count("SELECT min(number) FROM face_sample")).isEqualTo(1);
    assertThat(server.count("SELECT max(number) FROM face_sample")).isEqualTo(10);
    assertThat(server.count("SELECT version FROM face_template")).isEqualTo(10);
    assertThat(authenticate("anna", Portraits.BERT, ",\"useSampleForLearning\":\"yes\"").status())
        .isEqualTo(400);
    assertThat(server.count("SELECT version FROM face_template")).isEqualTo(10);
  }

  @Test
  void theCustomersThresholdStandsForHighPrecision() {
    set("\"Threshold\":90");
    enrolled("clara", Portraits.CLARA);

    assertThat(authenticate("clara", Portraits.DORA).status()).isEqualTo(400);
    set("\"Threshold\":60");
    assertThat(authenticate("clara", Portraits.DORA).status()).isEqualTo(200);
    set("\"Threshold\":\"\"");
    assertThat(authenticate("clara", Portraits.DORA).status()).isEqualTo(400);
    assertThat(authenticate("clara", Portraits.DORA, ",\"precision\":\"low\"").status())
        .isEqualTo(200);
  }

  @Test
  void anErasedPersonIsUnknownAtOnce() {
    call("/user/delete", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");

    assertThat(authenticate("anna", Portraits.ANNA).status()).isEqualTo(404);
    assertThat(templates()).isZero();
    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
  }
}
