package dev.countersign.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.notify.Callback;
import dev.countersign.notify.Mail;
import dev.countersign.privacy.FaceVault.Template;
import dev.countersign.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErasureTest extends VaultContract {
  @Test
  void aDeletedPersonLeavesAReceiptAndNothingElse() {
    stored(alice, embedding(), embedding());
    core().users.delete(acme.id(), alice.id(), Origin.CLI);
    for (String table :
        List.of("face_data_key", "face_template", "face_sample", "face_picture", "face_consent")) {
      assertThat(server.count("SELECT count(*) FROM " + table)).as(table).isZero();
    }
    ErasureReceipt receipt = core().erasure.receipts(acme.id(), 0, 10).getFirst();
    assertThat(receipt.userId()).isEqualTo(alice.id());
    assertThat(receipt.epoch()).isEqualTo(1);
    assertThat(receipt.erased()).isEqualTo(new ErasureReceipt.Counts(1, 2, 1, 1));
    assertThat(receipt.complete()).isFalse();
    Optional<List<FaceChange>> changes = core().store.read(tx -> tx.faceChanges().after(1, 10));
    assertThat(changes.orElseThrow())
        .extracting(FaceChange::kind)
        .containsExactly(FaceChange.Kind.ERASED);
  }

  @Test
  void messagesThatTellOfADeletedPersonAreNotSentAnyMore() {
    User bob = server.user(acme, "bob");
    core()
        .store
        .write(tx -> {
          Mail mail = Mail.to("somebody@example.org", "Code", "123456");
          Callback callback = new Callback("https://example.org/", new byte[] {'{', '}'});
          for (User one : List.of(alice, bob)) {
            Optional<UserId> person = Optional.of(one.id());
            core().messages.notifications.mail(tx, Optional.of(acme.id()), person, mail);
            core().messages.notifications.callback(tx, acme.id(), person, callback);
          }
          return true;
        });
    core().erasure.face(acme.id(), alice.id(), Origin.CLI);
    assertThat(server.count("SELECT count(*) FROM outbox")).isEqualTo(4);
    core().users.delete(acme.id(), alice.id(), Origin.CLI);
    assertThat(server.rows("SELECT user_id FROM outbox"))
        .extracting(row -> row.get("user_id"))
        .containsExactly(bob.id().value(), bob.id().value());
  }

  @Test
  void aFaceAloneCanBeErasedAndThePersonStays() {
    stored(alice, embedding());
    core().erasure.face(acme.id(), alice.id(), Origin.CLI);
    assertThat(core().faces.find(acme.id(), alice.id())).isEmpty();
    assertThat(core().users.find(acme.id(), alice.id())).isPresent();
    assertThat(server.count("SELECT count(*) FROM face_consent WHERE withdrawn_at IS NOT NULL"))
        .isEqualTo(1);
    stored(alice, embedding());
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
  }

  @Test
  void aFaceWhoseConsentHasExpiredIsErasedByItself() {
    stored(alice, embedding());
    clock.advance(Duration.ofDays(30));
    assertThat(core().faces.find(acme.id(), alice.id())).isEmpty();
    core().housekeeping.sweep();
    assertThat(server.count("SELECT count(*) FROM face_template")).isZero();
    assertThat(server.count("SELECT count(*) FROM face_data_key")).isZero();
    assertThat(server.rows("SELECT user_id FROM audit_event WHERE kind = 'consent_expired'"))
        .extracting(row -> row.get("user_id"))
        .containsExactly(alice.id().value());
    assertThat(core().erasure.receipts(acme.id(), 0, 10)).hasSize(1);
    core().housekeeping.sweep();
    assertThat(core().erasure.receipts(acme.id(), 0, 10)).hasSize(1);
  }

  @Test
  void theDatabaseFileHoldsNothingOfSomebodyWhoWasDeleted() throws IOException {
    if (kind != TestDatabase.SQLITE) {
      return;
    }
    for (int i = 0; i < 60; i++) {
      stored(server.user(acme, "neighbour" + i), embedding());
    }
    User gone = server.user(acme, "Rumpelstiltskin");
    for (int i = 60; i < 120; i++) {
      stored(server.user(acme, "neighbour" + i), embedding());
    }
    Embedding face = embedding();
    stored(gone, face);
    NewPicture request =
        new NewPicture(Kind.ORIGINAL, "image/png", PICTURE.getBytes(UTF_8), Duration.ofDays(1));
    long requested =
        core()
            .store
            .write(tx ->
                core().pictures.keepOfRequest(tx, acme.id(), Optional.of(gone.id()), request));
    server.post(
        "/api/auth/token",
        "{\"username\":\"Rumpelstiltskin\",\"password\":\"wrong horse battery staple\"}");
    Template template = core().faces.find(acme.id(), gone.id()).orElseThrow();
    byte[] sealedPicture = bytes("SELECT sealed FROM face_picture WHERE id = ?", requested);
    byte[] sealedFace =
        bytes("SELECT sealed FROM face_template WHERE user_id = ?", gone.id().value());
    byte[] wrapped =
        bytes("SELECT wrapped FROM face_data_key WHERE user_id = ?", gone.id().value());
    List<byte[]> traces =
        List.of(
            "Rumpelstiltskin".getBytes(StandardCharsets.UTF_8),
            "rumpelstiltskin".getBytes(StandardCharsets.UTF_8),
            PICTURE.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(Vectors.bytes(face), 32),
            Arrays.copyOf(Vectors.bytes(template.mean()), 32),
            Arrays.copyOfRange(sealedPicture, 1, 29),
            Arrays.copyOfRange(sealedFace, 1, 29),
            Arrays.copyOfRange(wrapped, 5, 33));
    assertThat(found(traces)).contains(0, 5, 6, 7).doesNotContain(2, 3, 4);

    String token =
        server
            .post(
                "/deepfaceauth/api/v1/basic/login",
                "{\"customerName\":\"acme\",\"password\":\"correct horse battery staple\"}")
            .body()
            .replaceAll("(?s).*\"accessToken\":\"([A-Za-z0-9]+)\".*", "$1");
    assertThat(
            server
                .post(
                    "/deepfaceauth/api/v1/basic/user/delete",
                    "{\"customerName\":\"acme\",\"userName\":\"Rumpelstiltskin\"}",
                    "Authorization",
                    "Bearer " + token)
                .status())
        .isEqualTo(200);
    // The server scrubs by itself, too: who comes second, or while somebody reads, is put off.
    UnreadableFacesTest.await(() -> {
      core().erasure.suspect();
      core().erasure.scrub();
      return logIsEmpty();
    });

    assertThat(found(traces)).isEmpty();
  }

  private boolean logIsEmpty() {
    try {
      return Files.size(folder.resolve("countersign.db-wal")) == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String sql, Object parameter) {
    Map<String, Object> row = server.rows(sql, parameter).getFirst();
    return (byte[]) row.values().iterator().next();
  }

  /** Which of the traces the database's files hold. */
  private List<Integer> found(List<byte[]> traces) throws IOException {
    String all = "";
    for (String name : List.of("countersign.db", "countersign.db-wal")) {
      Path file = folder.resolve(name);
      all += new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
    String text = all;
    return java.util.stream.IntStream.range(0, traces.size())
        .filter(i -> text.contains(new String(traces.get(i), StandardCharsets.ISO_8859_1)))
        .boxed()
        .toList();
  }
}
