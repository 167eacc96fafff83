package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.assembly.FaceFeatures;
import dev.countersign.capture.CaptureResult;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.face.Embedding;
import dev.countersign.face.Precision;
import dev.countersign.matching.AskedThreshold;
import dev.countersign.matching.AuthenticationRequest;
import dev.countersign.matching.AuthenticationResult;
import dev.countersign.portal.PortalCreation.Created;
import dev.countersign.testing.MultipartForm;
import dev.countersign.testing.Photographs;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Heads that turn to where they are asked to. */
class PortalChallengeTest extends PortalStage {
  private static final String STRAIGHT = "Adrien_Brody_0003.jpg";
  private static final String LEFT = "Adrien_Brody_0005.jpg";
  private static final String RIGHT = "Adrien_Brody_0012.jpg";

  private Created created;
  private String path;

  @BeforeEach
  void open() {
    settings(new PortalSettings(List.of(), true, 30));
    created = portal(Kind.ENROLL);
    path = path(created);
  }

  private static byte[] file(String name) {
    try {
      return Files.readAllBytes(Photographs.researchFile("lfw-dev/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is asked for now, answered with those pictures. */
  private Answer turning(byte[] straight, byte[] left, byte[] right) {
    return turned(straight, left, right).post(server, path);
  }

  private MultipartForm turned(byte[] straight, byte[] left, byte[] right) {
    Answer page = server.get(path);
    boolean leftFirst = leftFirst(page);
    return new MultipartForm()
        .text("agreed", terms(path))
        .text("challenge", challenge(page))
        .file("photograph", straight)
        .file("turn1", leftFirst ? left : right)
        .file("turn2", leftFirst ? right : left);
  }

  private static boolean leftFirst(Answer page) {
    return page.body().contains("data-sides=\"left right\"");
  }

  @Test
  void whoTurnsAsAskedIsEnrolled() {
    Answer done = turning(file(STRAIGHT), file(LEFT), file(RIGHT));

    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(result(created)).contains("\"outcome\":\"success\"");
  }

  @Test
  void whoeverIsComparedOrSearchedForIsWhoTurned() throws Exception {
    settings(new PortalSettings(List.of(), false, true, 30));
    assertThat(turning(file(STRAIGHT), file(LEFT), file(RIGHT)).status()).isEqualTo(200);
    for (int i = 0; i < 200 && server.core().faceFeatures.galleries.size() < 1; i++) {
      Thread.sleep(50);
    }
    for (Kind kind : List.of(Kind.AUTHENTICATE, Kind.SEARCH)) {
      path = path(portal(kind));
      Answer other = turning(file(STRAIGHT), Portraits.ANNA.file(), file(RIGHT));
      assertThat(other.status()).isEqualTo(422);
      Answer done = turning(file(STRAIGHT), file(LEFT), file(RIGHT));
      assertThat(done.status()).as(done.body()).isEqualTo(200);
    }
  }

  @Test
  void aFaceThatIsNotTheOneThatTurnedIsNotCompared() {
    settings(new PortalSettings(List.of(), false, false, 30));
    enrol(Portraits.ANNA);
    FaceFeatures faces = server.core().faceFeatures;
    CaptureResult bert = faces.capture.turned(Portraits.BERT.file());
    Embedding turned = ((CaptureResult.Taken) bert).sample().embedding();

    AuthenticationResult result =
        faces.authentication.authenticate(
            new AuthenticationRequest(
                acme.id(),
                "alice",
                new AuthenticationRequest.Face(
                    Portraits.ANNA_AGAIN.data(),
                    new AskedThreshold.Named(Precision.HIGH),
                    false,
                    Optional.of(turned)),
                (_, _) -> new byte[0],
                Origin.CLI));

    assertThat(((AuthenticationResult.Refused) result).refusal().code()).isEqualTo("other_person");
    assertThat(events("face_authenticate")).containsExactly("other_person");
  }

  @Test
  void whoTurnsTheOtherWayIsNot() {
    Answer refused = turning(file(STRAIGHT), file(RIGHT), file(LEFT));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Your head was not turned far enough");
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isZero();
    assertThat(events("face_enroll")).containsExactly("not_turned");
    assertThat(result(created)).contains("\"outcome\":\"open\",\"reason\":\"not_turned\"");
  }

  @Test
  void onePhotographThreeTimesDoesNotDo() {
    byte[] anna = Portraits.ANNA.file();
    assertThat(turning(anna, anna, anna).body()).contains("Your head was not turned far enough");
    assertThat(turning(file(LEFT), file(LEFT), file(RIGHT)).body())
        .contains("The first picture has to be straight on");
  }

  @Test
  void somebodyElsesTurnedHeadDoesNotDo() {
    assertThat(turning(Portraits.ANNA.file(), file(LEFT), file(RIGHT)).body())
        .contains("The pictures do not show the same person");
  }

  @Test
  void nobodyElseIsEnrolledBehindAFirstPictureThatIsUnfit() {
    byte[] anna = Portraits.ANNA.file();
    Answer refused =
        turned(small(STRAIGHT), file(LEFT), file(RIGHT))
            .file("photograph2", anna)
            .file("photograph3", Portraits.ANNA_AGAIN.file())
            .post(server, path);

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("The face is too small: please come closer");
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isZero();
    assertThat(events("face_enroll")).containsExactly("too_small");
    assertThat(result(created)).contains("\"outcome\":\"open\",\"reason\":\"too_small\"");
  }

  @Test
  void ofTheOtherPicturesOnlyThoseOfWhoTurnedAreKept() {
    Answer done =
        turned(file(STRAIGHT), file(LEFT), file(RIGHT))
            .file("photograph2", Portraits.ANNA.file())
            .file("photograph3", file(STRAIGHT))
            .post(server, path);

    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(server.count("SELECT COUNT(*) FROM face_sample")).isEqualTo(2);
  }

  /** A face of fewer pixels than a template needs, which the check of the turns can see. */
  private static byte[] small(String name) {
    try {
      BufferedImage whole = ImageIO.read(new ByteArrayInputStream(file(name)));
      int side = whole.getWidth() * 3 / 5;
      BufferedImage part = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
      Image scaled = whole.getScaledInstance(side, side, Image.SCALE_SMOOTH);
      part.getGraphics().drawImage(scaled, 0, 0, null);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ImageIO.write(part, "jpeg", file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withoutTheTurnsNothingIsLookedAt() {
    Answer refused = send(path, Portraits.ANNA.file());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("The pictures of your turned head are missing");
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isZero();
    assertThat(server.core().faceEngine.ready()).isFalse();
  }

  @Test
  void whatWasAskedIsAnsweredOnceInTimeAndForThatAddress() {
    Answer page = server.get(path);
    String asked = challenge(page);
    assertThat(answering(path, asked)).contains("Your head was not turned far enough");
    assertThat(answering(path, asked)).contains("That took too long, or was sent twice");
    assertThat(answering(path, asked.substring(1) + "A")).contains("That took too long");
    assertThat(answering(path, "")).contains("That took too long");
    String other = challenge(server.get(path(portal(Kind.ENROLL))));
    assertThat(answering(path, other)).contains("That took too long");
    String late = challenge(server.get(path));
    server.clock().advance(Duration.ofMinutes(10));
    assertThat(answering(path, late)).contains("That took too long");
  }

  private String answering(String where, String challenge) {
    byte[] anna = Portraits.ANNA.file();
    return new MultipartForm()
        .text("agreed", terms(where))
        .text("challenge", challenge)
        .file("photograph", anna)
        .file("turn1", anna)
        .file("turn2", anna)
        .post(server, where)
        .body();
  }

  @Test
  void bothSidesAreAskedFirst() {
    boolean left = false;
    boolean right = false;
    for (int i = 0; i < 64 && !(left && right); i++) {
      boolean first = leftFirst(server.get(path));
      left |= first;
      right |= !first;
    }
    assertThat(left && right).isTrue();
  }
}
