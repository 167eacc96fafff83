package dev.countersign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.Analysis;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.onnx.ModelFiles;
import dev.countersign.face.onnx.OnnxFaceEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put before the fake camera arrives in a page of a real browser. */
@Tag("slow")
class FakeCameraTest {
  private static final String LOOK =
      """
      async () => {
        if (!window.video) {
          window.video = document.createElement('video');
          video.muted = true;
          video.srcObject = await navigator.mediaDevices.getUserMedia({video: true});
          await video.play();
        }
        await new Promise(done => setTimeout(done, 400));
        const sheet = document.createElement('canvas');
        sheet.width = video.videoWidth;
        sheet.height = video.videoHeight;
        sheet.getContext('2d').drawImage(video, 0, 0);
        return sheet.toDataURL('image/png').split(',')[1];
      }
      """;

  /** How opening the camera ends, in one word. */
  private static final String OPEN =
      """
      () => navigator.mediaDevices.getUserMedia({video: true})
          .then(() => 'opened', error => error.name)
      """;

  @TempDir static Path folder;
  private static FakeCamera camera;
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    camera = FakeCamera.in(folder, CameraScene.nobody());
    server = TestServer.live(folder, Map.of());
    browser = Browser.open(server, camera);
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @BeforeEach
  void open() {
    browser.renew();
    browser.visit("/");
  }

  @Test
  void whatItShowsIsSeenByThePageAndChangesWhileItIsOpen() throws Exception {
    browser.allowCamera("http://localhost:" + server.port());
    try (FaceEngine engine = new OnnxFaceEngine(new ModelFiles(Optional.empty()), 1, 4)) {
      assertThat(seen(engine, CameraScene.nobody(), Optional::isEmpty)).isEmpty();

      Analysis anna = seen(engine, CameraScene.anna(), Optional::isPresent).orElseThrow();
      assertThat(anna.picture().width()).isEqualTo(FakeCamera.WIDTH);
      assertThat(anna.picture().height()).isEqualTo(FakeCamera.HEIGHT);
      assertThat(anna.faces()).hasSize(1);
      assertThat(anna.face().height()).isBetween(180., 220.);
      assertThat(anna.quality()).isGreaterThan(3.5);
      assertThat(anna.live().orElseThrow()).isGreaterThan(.9);

      assertThat(seen(engine, CameraScene.two(), with(2)).orElseThrow().faces()).hasSize(2);
      CameraScene far = CameraScene.anna().far();
      assertThat(seen(engine, far, with(1)).orElseThrow().face().height()).isBetween(40., 60.);
    }
  }

  private static Predicate<Optional<Analysis>> with(int faces) {
    return seen -> seen.map(one -> one.faces().size() == faces).orElse(false);
  }

  /** What is seen once that has arrived, or after a while of something else. */
  private static Optional<Analysis> seen(
      FaceEngine engine, CameraScene scene, Predicate<Optional<Analysis>> arrived)
      throws IOException, EngineBusy {
    camera.show(scene);
    Optional<Analysis> seen = seen(engine);
    for (int i = 0; i < 50 && !arrived.test(seen); i++) {
      seen = seen(engine);
    }
    return seen;
  }

  private static Optional<Analysis> seen(FaceEngine engine) throws IOException, EngineBusy {
    String file = (String) browser.page().evaluate(LOOK);
    return engine.analyse(Photographs.decoded(Base64.getDecoder().decode(file)), true);
  }

  @Test
  void aPersonMaySayNo() {
    browser.denyAll();
    assertThat(browser.page().evaluate(OPEN)).isEqualTo("NotAllowedError");
  }

  @Test
  void aComputerMayHaveNoCamera() {
    try (Browser without = Browser.withoutCamera(server)) {
      without.visit("/");
      without.allowCamera("http://localhost:" + server.port());
      assertThat(without.page().evaluate(OPEN)).isEqualTo("NotFoundError");
    }
  }
}
