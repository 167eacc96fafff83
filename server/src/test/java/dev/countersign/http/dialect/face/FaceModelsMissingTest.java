package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that finds no face models says so, and does everything else. */
class FaceModelsMissingTest extends FacePictureTest {
  @TempDir Path models;

  @Override
  Map<String, String> settings() {
    return Map.of("face.models", models.toString());
  }

  @Test
  void callsAboutPicturesSayWhatIsWrongAndTheOthersWork() throws InterruptedException {
    Answer answer = search(Portraits.ANNA, "");

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("60");
    assertError(
        answer,
        503,
        "503",
        "Faces cannot be looked at, because the server's face models could not be loaded; whoever"
            + " runs it finds why in its log");
    person("anna");
    assertThat(call("/user/details", "{\"customerName\":\"acme\",\"userName\":\"anna\"}").status())
        .isEqualTo(200);
    // What was told is kept for a second of the clock.
    server.clock().advance(java.time.Duration.ofSeconds(2));
    Answer ready = server.get("/health/ready");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).contains("\"face_models\":\"down\"");
  }
}
