package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.Glance;
import dev.countersign.portal.Guide;
import dev.countersign.portal.Guide.Look;
import dev.countersign.portal.Visit.Open;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What the person in front of a camera is told. */
class PortalFramesTest extends PortalStage {
  private String path = "";
  private String terms = "";

  private void open() {
    path = path(portal(Kind.ENROLL));
    terms = terms(path);
  }

  private Answer frame(byte[] jpeg, String agreed) {
    return server.send(
        "POST",
        path + "/frame",
        jpeg,
        "Content-Type",
        "image/jpeg",
        "X-Countersign-Agreed",
        agreed);
  }

  /** As a camera's page sends it: 320 pixels, with the portrait in the middle. */
  private static byte[] small(Portraits portrait, int width, int height, int x, int y) {
    try {
      BufferedImage whole = ImageIO.read(new ByteArrayInputStream(portrait.file()));
      BufferedImage part = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
      part.getGraphics().drawImage(whole, x, y, width, height, null);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ImageIO.write(part, "jpeg", file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same in the dark. */
  private static byte[] dark() {
    try {
      BufferedImage frame = ImageIO.read(new ByteArrayInputStream(good()));
      BufferedImage part = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
      new RescaleOp(.35f, 0, null).filter(frame, part);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ImageIO.write(part, "jpeg", file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] good() {
    return small(Portraits.ANNA, 198, 240, 61, 0);
  }

  @Test
  void nobodyIsLookedAtBeforeTheyAgree() {
    open();
    for (String agreed : new String[] {"", "x", "Mg"}) {
      Answer answer = frame(good(), agreed);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body())
          .isEqualTo("{\"message\":\"Nobody has agreed to what the page says now\"}");
    }
    assertThat(server.core().faceEngine.ready()).isFalse();
  }

  @Test
  void aFaceIsGuidedAndNothingIsKeptOfIt() {
    open();
    Answer answer = frame(good(), terms);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"hint\":\"ready\",\"width\":320,\"height\":240,"
                + "\"face\":\\[[0-9]+,[0-9]+,[0-9]+,[0-9]+],\"points\":\\[([0-9]+,){9}[0-9]+],"
                + "\"yaw\":-?[0-9]+}");
    assertThat(frame(dark(), terms).body()).contains("\"hint\":\"lighter\"");
    assertThat(frame(small(Portraits.ANNA, 70, 84, 125, 78), terms).body())
        .contains("\"hint\":\"closer\"");
    assertThat(frame(small(Portraits.ANNA, 198, 240, 150, 0), terms).body())
        .contains("\"hint\":\"centre\"");
    assertThat(frame(small(Portraits.NOBODY, 320, 240, 0, 0), terms).body())
        .isEqualTo("{\"hint\":\"no-face\",\"width\":320,\"height\":240}");
    assertThat(frame(small(Portraits.GROUP, 320, 240, 0, 0), terms).body())
        .contains("\"hint\":\"alone\"");
    assertThat(server.count("SELECT COUNT(*) FROM face_picture")).isZero();
    assertThat(events("face_enroll")).isEmpty();
    assertThat(row().get("agreed_at")).isNotNull();
    assertThat(events("portal_agreed")).containsExactly("success");
  }

  @Test
  void ofAllAddressesOneFrameIsDecodedAtATime() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    FaceEngine held = held(looking, done);
    var portals = server.core().portals;
    Guide guide = new Guide(server.core().faceFeatures.reader, held, portals.agreements);
    Open first = visit();
    Open second = visit();
    byte[] none = "no picture".getBytes(StandardCharsets.UTF_8);
    CompletableFuture<Look> seen =
        CompletableFuture.supplyAsync(
            () -> guide.look(first, good(), Origin.CLI), Thread::startVirtualThread);
    looking.await();

    assertThat(guide.look(second, none, Origin.CLI)).isInstanceOf(Look.Later.class);

    done.countDown();
    assertThat(seen.join()).isInstanceOf(Look.Seen.class);
    assertThat(guide.look(second, none, Origin.CLI)).isInstanceOf(Look.Unusable.class);
  }

  private Open visit() {
    String address = path(portal(Kind.ENROLL));
    String token = address.substring(address.lastIndexOf('/') + 1);
    return (Open) server.core().portals.visits.ofToken(token);
  }

  /** An engine that sees nobody, when it is let. */
  private static FaceEngine held(CountDownLatch looking, CountDownLatch done) {
    return (FaceEngine)
        Proxy.newProxyInstance(
            FaceEngine.class.getClassLoader(),
            new Class<?>[] {FaceEngine.class},
            (_, method, _) -> {
              assertThat(method.getName()).isEqualTo("glance");
              looking.countDown();
              done.await();
              return new Glance(List.of(), Optional.empty());
            });
  }

  @Test
  void whatIsNoFrameIsRefused() {
    open();
    Answer large = frame(Portraits.ANNA.file(), terms);
    assertThat(large.status()).isIn(413, 422);
    assertThat(frame("no picture".getBytes(StandardCharsets.UTF_8), terms).status()).isEqualTo(422);
    assertThat(frame(new byte[64 * 1024 + 1], terms).status()).isEqualTo(413);
    assertThat(frame(new byte[0], terms).status()).isEqualTo(422);
    assertThat(server.post(path + "/frame", "{}").status()).isEqualTo(415);
    assertThat(server.get(path + "/frame").status()).isEqualTo(405);
    assertThat(frame(Portraits.ANNA.file("png"), terms).status()).isIn(413, 422);
  }

  @Test
  void framesThatComeTooFastAreLeftOut() {
    open();
    // They are counted before they are looked at, and what is no frame is looked at quickly.
    byte[] none = "no picture".getBytes(StandardCharsets.UTF_8);
    String last = "";
    for (int i = 0; i < 200 && !last.contains("busy"); i++) {
      last = frame(none, terms).body();
    }
    assertThat(last)
        .matches("\\{\"(hint\":\"busy\",\"wait\":[0-9]+|wait\":[0-9]+,\"hint\":\"busy\")}");
  }

  @Test
  void ofAClosedAddressNothingIsLookedAt() {
    open();
    server.clock().advance(Duration.ofMinutes(30));

    assertThat(frame(good(), terms).status()).isEqualTo(410);
    path = "/deepfaceauth/api/v1/iframe/portal/" + "A".repeat(64);
    assertThat(frame(good(), terms).status()).isEqualTo(404);
  }
}
