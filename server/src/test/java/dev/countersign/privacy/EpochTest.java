package dev.countersign.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.keys.EpochChange.Outcome;
import dev.countersign.keys.MissingEpochKey;
import dev.countersign.privacy.FaceVault.Kept;
import dev.countersign.testing.TestServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochTest extends VaultContract {
  @Test
  void theNextEpochKeepsTheLivingAndCompletesTheReceipts() {
    User bob = server.user(acme, "bob");
    stored(alice, embedding());
    stored(bob, embedding());
    NewPicture picture =
        new NewPicture(Kind.ORIGINAL, "image/png", PICTURE.getBytes(UTF_8), Duration.ofDays(1));
    long unknown =
        core()
            .store
            .write(tx -> core().pictures.keepOfRequest(tx, acme.id(), Optional.empty(), picture));
    core().users.delete(acme.id(), bob.id(), Origin.CLI);
    assertThat(file(1)).exists();

    List<String> progress = new ArrayList<>();
    Outcome outcome =
        core().epochChange.run((done, total) -> progress.add(done + "/" + total), Origin.CLI);

    assertThat(outcome).isEqualTo(new Outcome(2, 2, List.of(1L), 1, false));
    assertThat(progress).startsWith("0/2").endsWith("2/2");
    assertThat(file(1)).doesNotExist();
    assertThat(file(2)).exists();
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
    assertThat(core().pictures.open(acme.id(), unknown)).isPresent();
    ErasureReceipt receipt = core().erasure.receipts(acme.id(), 0, 10).getFirst();
    assertThat(receipt.complete()).isTrue();
    assertThat(receipt.epochDestroyedAt()).isEqualTo(clock.instant());
    assertThat(server.count("SELECT count(*) FROM face_data_key WHERE epoch = 1")).isZero();
  }

  @Test
  void aChangeThatWasInterruptedIsFinished() {
    stored(alice, embedding());
    try {
      core()
          .epochChange
          .run(
              (done, total) -> {
                throw new IllegalStateException("pulled the plug");
              },
              Origin.CLI);
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("pulled the plug");
    }
    assertThat(file(1)).exists();
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
    Outcome outcome = core().epochChange.run((done, total) -> {}, Origin.CLI);
    assertThat(outcome).isEqualTo(new Outcome(2, 1, List.of(1L), 0, true));
    assertThat(file(1)).doesNotExist();
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
  }

  @Test
  void anotherServerMeetsTheNewEpochByItself() {
    stored(alice, embedding());
    try (TestServer other = another()) {
      assertThat(other.core().faces.find(acme.id(), alice.id())).isPresent();
      core().epochChange.run((done, total) -> {}, Origin.CLI);
      assertThat(other.core().faces.find(acme.id(), alice.id())).isPresent();
      User bob = server.user(acme, "bob");
      NewFace face = face(bob, embedding());
      Kept kept = other.core().store.write(tx -> other.core().faces.store(tx, face));
      assertThat(kept.version()).isEqualTo(1);
      assertThat(core().faces.find(acme.id(), bob.id())).isPresent();
    }
  }

  @Test
  void aServerWithoutTheKeyRefusesToStartAndSaysWhichFileIsWanted() throws IOException {
    stored(alice, embedding());
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(file(1), elsewhere);
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(this::another)
        .withMessageContaining(file(1).toString())
        .withMessageContaining("keys.epoch-folder");
    Files.writeString(file(1), "AAAA");
    Files.setPosixFilePermissions(file(1), PosixFilePermissions.fromString("rw-------"));
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(this::another)
        .withMessageContaining("does not hold the key of epoch 1");
    Files.move(elsewhere, file(1), StandardCopyOption.REPLACE_EXISTING);
    try (TestServer other = another()) {
      assertThat(other.core().faces.find(acme.id(), alice.id())).isPresent();
    }
  }

  @Test
  void whereTheKeyIsLostTheNextEpochBeginsWithoutItAndWhatNothingOpensIsErased()
      throws IOException {
    stored(alice, embedding());
    NewPicture picture =
        new NewPicture(Kind.ORIGINAL, "image/png", PICTURE.getBytes(UTF_8), Duration.ofDays(1));
    core()
        .store
        .write(tx -> core().pictures.keepOfRequest(tx, acme.id(), Optional.empty(), picture));
    // As in a backup from before epoch 1 was closed: its key is destroyed, the next one is there.
    Files.writeString(file(1), "another installation's");
    Configuration configuration = core().configuration;
    server.close();
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(this::another);

    try (Core core = withoutKey(configuration)) {
      Outcome outcome =
          core.epochChange.runWithoutLost(core.erasure, (done, total) -> {}, Origin.CLI);

      assertThat(outcome).isEqualTo(new Outcome(2, 2, List.of(1L), 1, false));
      assertThatExceptionOfType(InvalidInput.class)
          .isThrownBy(
              () -> core.epochChange.runWithoutLost(core.erasure, (done, total) -> {}, Origin.CLI))
          .withMessageContaining("no key is lost");
    }
    assertThat(file(1)).hasContent("another installation's");
    server = another();
    assertThat(core().users.find(acme.id(), "alice")).isPresent();
    assertThat(core().faces.find(acme.id(), alice.id())).isEmpty();
    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
    assertThat(core().erasure.receipts(acme.id(), 0, 10).getFirst().complete()).isTrue();
    stored(alice, embedding());
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
    assertThat(core().epochChange.run((done, total) -> {}, Origin.CLI).epoch()).isEqualTo(3);
  }

  private Core withoutKey(Configuration configuration) {
    return Core.openWithLostEpoch(
        configuration, clock, new SecureRandom(), new SimpleMeterRegistry());
  }

  @Test
  void halfAKeyThatACrashHasLeftIsMovedAsideAndTheEpochBegins() throws IOException {
    Files.createDirectories(
        file(1).getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    torn(1, "");
    stored(alice, embedding());
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
    torn(2, "AUG0");
    Outcome outcome = core().epochChange.run((done, total) -> {}, Origin.CLI);
    assertThat(outcome).isEqualTo(new Outcome(2, 1, List.of(1L), 0, false));
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
    assertThat(Files.readString(folder.resolve("keys/epochs/epoch-2.key.unusable")))
        .isEqualTo("AUG0");
    try (TestServer other = another()) {
      assertThat(other.core().faces.find(acme.id(), alice.id())).isPresent();
    }
  }

  @Test
  void theWholeKeyThatACrashHasLeftIsUsed() throws IOException {
    stored(alice, embedding());
    byte[] left = Files.readAllBytes(file(1));
    execute("DELETE FROM face_template");
    execute("DELETE FROM face_data_key");
    execute("DELETE FROM face_picture");
    execute("DELETE FROM face_epoch");
    execute("DELETE FROM counter WHERE name = 'face_epoch'");
    stored(alice, embedding());
    assertThat(Files.readAllBytes(file(1))).isEqualTo(left);
  }

  @Test
  void aKeyFileThatOthersMayReadIsNotTakenForHalfAKey() throws IOException {
    stored(alice, embedding());
    Files.copy(file(1), file(2));
    Files.setPosixFilePermissions(file(2), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatExceptionOfType(MissingEpochKey.class)
        .isThrownBy(() -> core().epochChange.run((done, total) -> {}, Origin.CLI))
        .withMessageContaining("chmod 600");
    assertThat(file(2)).exists();
  }

  private void torn(long epoch, String text) throws IOException {
    Files.writeString(file(epoch), text);
    Files.setPosixFilePermissions(file(epoch), PosixFilePermissions.fromString("rw-------"));
  }

  private Path file(long epoch) {
    return folder.resolve("keys/epochs/epoch-" + epoch + ".key");
  }
}
