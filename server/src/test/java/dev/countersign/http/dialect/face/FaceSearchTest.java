package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceSearchTest extends FacePictureTest {
  private User anna;

  @BeforeEach
  void enrolPeople() throws InterruptedException {
    enrolled("clara", Portraits.CLARA);
    enrolled("dora", Portraits.DORA);
    anna = enrolled("anna", Portraits.ANNA);
    searchUntilFound(Portraits.ANNA, "anna");
    searchUntilFound(Portraits.DORA, "dora");
  }

  @Test
  void whoIsFoundIsAnsweredBestFirst() {
    Answer answer = search(Portraits.CLARA, "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"faceOriginal\":\"\",\"faceThumbnail\":\""
                + PICTURE
                + "\",\"userNames\":\\["
                + "\\{\"userName\":\"clara\",\"matchScore\":(1\\.0|0\\.9[0-9]*),\"blacklistState\":\"no\"\\},"
                + "\\{\"userName\":\"dora\",\"matchScore\":0\\.6[0-9]*,\"blacklistState\":\"no\"\\}"
                + "\\],\"status\":200,\"message\":\"done\"\\}");
    assertThat(outcomes("face_search")).endsWith("success");
  }

  @Test
  void theThresholdMayBeANumberATextOrARate() {
    assertThat(search(Portraits.CLARA, ",\"threshold\":0.9").body()).doesNotContain("dora");
    assertThat(search(Portraits.CLARA, ",\"threshold\":\"0.5\"").body()).contains("dora");
    assertThat(search(Portraits.CLARA, ",\"threshold\":\"fmr:1e-6\"").body())
        .doesNotContain("dora")
        .contains("\"threshold\":0.");
    assertError(
        search(Portraits.CLARA, ",\"threshold\":7"),
        400,
        "400",
        "threshold must be a score from 0 to 1, or a rate of false matches from fmr:1e-9 to"
            + " fmr:1e-2");
  }

  @Test
  void searchSpacesConfineIt() {
    space("gate", "\"dora\",\"anna\"");
    space("door", "\"clara\"");

    assertThat(search(Portraits.CLARA, ",\"searchSpaces\":\"gate\"").body())
        .contains("dora")
        .doesNotContain("clara");
    assertThat(search(Portraits.CLARA, ",\"searchSpaces\":[\"gate\",\"door\"]").body())
        .contains("dora", "clara");
    assertThat(search(Portraits.CLARA, ",\"searchSpaces\":null").body()).contains("dora", "clara");
    assertError(
        search(Portraits.CLARA, ",\"searchSpaces\":[\"none\"]"),
        404,
        "404",
        "The search space does not exist");
  }

  private void space(String name, String users) {
    call(
        "/searchspace/store",
        "{\"customerName\":\"acme\",\"name\":\"%s\",\"users\":[%s]}".formatted(name, users));
  }

  @Test
  void theBlackListShowsAtOnceAndTheErasedAreGoneAtOnce() {
    server.core().users.blacklist(acme.id(), anna.id(), Origin.CLI);
    assertThat(search(Portraits.ANNA_AGAIN, "").body())
        .containsPattern("\"userName\":\"anna\",\"matchScore\":[0-9.]+,\"blacklistState\":\"yes\"");

    call("/user/delete", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");
    assertThat(search(Portraits.ANNA_AGAIN, "").body()).contains("\"userNames\":[]");
  }

  @Test
  void anotherCustomersPeopleAreNotFound() {
    String other = tokenOfOther("globex");

    Answer answer =
        callAs(
            other,
            "/search",
            "{\"customerName\":\"globex\",\"url\":\"%s\"}".formatted(Portraits.ANNA.data()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"userNames\":[]");
  }

  @Test
  void aPictureWithoutAFaceIsRefusedInItsOwnWords() {
    assertError(
        search(Portraits.NOBODY, ""),
        400,
        "422",
        "No face is in the picture: please look into the camera, with your whole face in view");
  }
}
