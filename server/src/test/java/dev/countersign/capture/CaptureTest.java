package dev.countersign.capture;

import static java.awt.image.BufferedImage.TYPE_3BYTE_BGR;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.capture.Capture.Liveness;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.domain.CustomerId;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureSamples;
import dev.countersign.metrics.OutgoingMetrics;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingGuard;
import dev.countersign.picture.PictureSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many pictures the usual heap has room for at once. */
class CaptureTest {
  /** What the virtual machine says of its largest heap with {@code -Xmx384m}. */
  private static final long USUAL_HEAP = 371L << 20;

  private static final String LINES = "0 0 m 200 100 l S ";

  private final PictureReader reader = new PictureReader();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.shutdownNow();
    reader.close();
  }

  @Test
  void usualPicturesAreLookedAtTogether() throws Exception {
    for (Purpose purpose : Purpose.values()) {
      MeetingEngine engine = new MeetingEngine(5);
      take(engine, purpose, 5, PictureSamples.jpeg(PictureSamples.scene(1280, 960)));
      assertThat(engine.mostAtOnce()).as(purpose.toString()).isEqualTo(5);
    }
  }

  @Test
  void theLargestAreLookedAtOneByOne() throws Exception {
    MeetingEngine engine = new MeetingEngine(1);
    take(engine, Purpose.ENROL, 3, PictureSamples.jpeg(PictureSamples.scene(2560, 2560)));
    assertThat(engine.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void aSmallFaceInALargePictureIsLookedForInAllOfItAndMakesRoomBefore() throws Exception {
    MeetingEngine engine = new MeetingEngine(1);
    take(engine, Purpose.VERIFY, 2, PictureSamples.jpeg(PictureSamples.scene(2560, 2560)));
    assertThat(engine.widths()).containsExactlyInAnyOrder(640, 640, 2560, 2560);
  }

  @Test
  void whatIsReadInFullAnywayIsReadOnce() throws Exception {
    for (byte[] file :
        List.of(
            PictureSamples.file(new BufferedImage(3000, 1500, TYPE_3BYTE_BGR), "png"),
            PictureSamples.progressive(PictureSamples.scene(3000, 1500)))) {
      MeetingEngine engine = new MeetingEngine(1);
      take(engine, Purpose.VERIFY, 1, file);
      assertThat(engine.widths()).containsExactly(1500);
    }
  }

  @Test
  void aFileThatTakesLongToReadKeepsNobodyElsesPictureOut() throws Exception {
    byte[] slow =
        PictureSamples.pdfOf(PictureSamples.deflated(LINES.repeat(4_000_000).getBytes(US_ASCII)));
    byte[] largest = PictureSamples.jpeg(PictureSamples.scene(2560, 2560));
    Capture capture = new Capture(source(), new MeetingEngine(1), 64, Room.in(USUAL_HEAP));
    Future<CaptureResult> held = threads.submit(() -> take(capture, url(slow), Purpose.ENROL));
    Thread.sleep(1000);

    CaptureResult result =
        threads.submit(() -> take(capture, url(largest), Purpose.ENROL)).get(8, TimeUnit.SECONDS);

    assertThat(result).isInstanceOf(CaptureResult.Unfit.class);
    assertThat(held.isDone()).isFalse();
  }

  private void take(MeetingEngine engine, Purpose purpose, int calls, byte[] file)
      throws Exception {
    Capture capture = new Capture(source(), engine, 64, Room.in(USUAL_HEAP));
    String url = url(file);
    List<Future<CaptureResult>> results = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      results.add(threads.submit(() -> take(capture, url, purpose)));
    }
    for (Future<CaptureResult> result : results) {
      assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(CaptureResult.Unfit.class);
    }
    assertThat(capture.waiting()).isZero();
  }

  private static String url(byte[] file) {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(file);
  }

  private static CaptureResult take(Capture capture, String url, Purpose purpose) {
    try (Capture.Call call = capture.call(new CustomerId(1))) {
      return call.take(url, List.of(), purpose, Liveness.IGNORED);
    }
  }

  private PictureSource source() throws Exception {
    OutgoingSettings nowhere = new OutgoingSettings(List.of(), false, List.of());
    return new PictureSource(
        new GuardedHttpClient(
            new OutgoingGuard(nowhere, name -> List.of()),
            SSLContext.getDefault(),
            new OutgoingMetrics(new SimpleMeterRegistry())),
        reader);
  }
}
