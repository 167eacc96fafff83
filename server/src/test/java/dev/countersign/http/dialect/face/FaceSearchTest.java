package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceSearchTest extends FacePictureTest {
  // With what stands around them: the link to the picture is random letters.
  private static final String CLARA = "\"userName\":\"clara\"";
  private static final String DORA = "\"userName\":\"dora\"";

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
    assertThat(search(Portraits.CLARA, ",\"threshold\":0.9").body()).doesNotContain(DORA);
    assertThat(search(Portraits.CLARA, ",\"threshold\":\"0.5\"").body()).contains(DORA);
    assertThat(search(Portraits.CLARA, ",\"threshold\":\"fmr:1e-6\"").body())
        .doesNotContain(DORA)
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
        .contains(DORA)
        .doesNotContain(CLARA);
    assertThat(search(Portraits.CLARA, ",\"searchSpaces\":[\"gate\",\"door\"]").body())
        .contains(DORA, CLARA);
    assertThat(search(Portraits.CLARA, ",\"searchSpaces\":null").body()).contains(DORA, CLARA);
    assertError(
        search(Portraits.CLARA, ",\"searchSpaces\":[\"none\"]"),
        404,
        "404",
        "The search space does not exist");
  }

  @Test
  void onlyWhoAsksForNoConfinementSearchesEverybody() {
    assertThat(search(Portraits.CLARA, "").body()).contains(DORA, CLARA);
    Answer nobody = search(Portraits.CLARA, ",\"searchSpaces\":[]");
    assertThat(nobody.status()).isEqualTo(200);
    assertThat(nobody.body()).contains("\"userNames\":[]");
    assertThat(search(Portraits.CLARA, ",\"searchSpaces\":[],\"threshold\":\"fmr:1e-4\"").body())
        .contains("\"userNames\":[]");
    for (String empty : List.of("\"\"", "[\"\"]", "\" \"")) {
      assertError(
          search(Portraits.CLARA, ",\"searchSpaces\":" + empty),
          400,
          "400",
          "A name in searchSpaces is empty; leave the field out to search among everybody");
    }
  }

  @Test
  void thePicturesOfASearchGoWithThePersonTheyShow() {
    String annas = path(part(search(Portraits.ANNA_AGAIN, ""), "faceThumbnail"));
    String claras = path(part(search(Portraits.CLARA, ""), "faceThumbnail"));
    assertThat(server.get(annas).status()).isEqualTo(200);
    long kept =
        server.count("SELECT count(*) FROM face_picture WHERE user_id = ?", anna.id().value());

    call("/user/delete", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");

    assertError(server.get(annas), 404, "404", "There is no such picture");
    assertThat(server.get(claras).status()).isEqualTo(200);
    assertThat(server.core().erasure.receipts(acme.id(), 0, 10).getFirst().erased().pictures())
        .isEqualTo(kept);
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
