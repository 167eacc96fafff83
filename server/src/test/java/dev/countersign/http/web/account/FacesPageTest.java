package dev.countersign.http.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.User;
import dev.countersign.testing.KeptFaces;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacesPageTest {
  @TempDir Path folder;
  private TestServer server;
  private User alice;
  private PageClient browser;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    alice = server.user(server.customer("acme"), "alice");
    browser = new PageClient(server);
    browser.signIn("alice");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsKeptIsShownWithTheConsentItRestsOn() {
    KeptFaces.keep(server, alice);

    Answer answer = browser.get("/account/faces");

    assertThat(answer.body())
        .contains(
            "acme keeps what it needs to recognise your face.",
            "src=\"data:image/png;base64,",
            "Entrance to the building",
            "You agreed",
            "(text version 2026-01)",
            "href=\"/account/faces/erase\"");
  }

  @Test
  void theFaceIsErasedAndTheProofNamed() {
    KeptFaces.keep(server, alice);
    Answer asked = browser.get("/account/faces/erase");
    long before = server.count("SELECT count(*) FROM face_template");

    Answer answer = browser.post("/account/faces/erase", Map.of());

    assertThat(asked.body()).contains("This cannot be undone.", "Erase it for good");
    assertThat(before).isOne();
    String receipt =
        String.valueOf(server.rows("SELECT id FROM erasure_receipt").getFirst().get("id"));
    assertThat(answer.body())
        .contains(
            "Your face is erased. The number of the proof is " + receipt,
            "acme keeps nothing of your face.",
            "You took it back on");
    assertThat(server.count("SELECT count(*) FROM face_template")).isZero();
    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
  }

  @Test
  void aLinkAloneErasesNothing() {
    KeptFaces.keep(server, alice);

    browser.get("/account/faces/erase");

    assertThat(server.count("SELECT count(*) FROM face_template")).isOne();
  }

  @Test
  void whereNothingIsKeptThereIsNothingToErase() {
    Answer asked = browser.get("/account/faces/erase");
    browser.get("/account/faces");
    Answer erased = browser.post("/account/faces/erase", Map.of());

    assertThat(asked.header("Location")).isEqualTo("/account/faces");
    assertThat(erased.header("Location")).isEqualTo("/account/faces");
    assertThat(server.count("SELECT count(*) FROM erasure_receipt")).isZero();
  }

  @Test
  void thePicturesAreInTheFileOfEverythingThatIsKnown() throws Exception {
    KeptFaces.keep(server, alice);

    JsonNode file = new ObjectMapper().readTree(browser.get("/account/data/download").body());

    assertThat(file.at("/face/kept").asBoolean()).isTrue();
    assertThat(file.at("/face/pictures/0/kind").asText()).isEqualTo("PORTRAIT");
    assertThat(file.at("/face/pictures/0/base64").asText()).startsWith("iVBOR");
    assertThat(file.at("/face/consents/0/purpose").asText()).isEqualTo("Entrance to the building");
  }
}
