package dev.countersign.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.domain.Consent;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.face.Embedding;
import dev.countersign.privacy.FaceVault.Kept;
import dev.countersign.privacy.FaceVault.Template;
import dev.countersign.store.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceVaultTest extends VaultContract {
  @Test
  void aFaceIsKeptTurnedWithItsConsentAndItsPicture() {
    Embedding face = embedding();
    Kept kept = stored(alice, face);
    Template template = core().faces.find(acme.id(), alice.id()).orElseThrow();
    Embedding turned = core().faces.turned(acme.id(), template.rotation(), face);
    assertThat(template.mean().cosine(turned)).isCloseTo(1, within(1e-5));
    assertThat(Math.abs(template.mean().cosine(face))).isLessThan(0.3);
    assertThat(template.model()).isEqualTo(MODEL);
    Optional<Long> portrait = core().pictures.ofTemplate(acme.id(), alice.id(), Kind.PORTRAIT);
    assertThat(portrait).contains(kept.pictures().getFirst());
    PictureVault.Opened opened =
        core().pictures.open(acme.id(), portrait.orElseThrow()).orElseThrow();
    assertThat(new String(opened.bytes(), UTF_8)).isEqualTo(PICTURE);
    Optional<Consent> consent =
        core().store.read(tx -> tx.consents().find(acme.id(), kept.consent()));
    assertThat(consent.orElseThrow().holds(clock.instant())).isTrue();
  }

  @Test
  void keepingFacesChangesTheirCosinesByNothingToSpeakOf() {
    User bob = server.user(acme, "bob");
    for (int i = 0; i < 20; i++) {
      Embedding one = embedding();
      Embedding other = embedding();
      stored(alice, one);
      stored(bob, other);
      double cosine =
          core()
              .faces
              .find(acme.id(), alice.id())
              .orElseThrow()
              .mean()
              .cosine(core().faces.find(acme.id(), bob.id()).orElseThrow().mean());
      assertThat(cosine).isCloseTo(one.cosine(other), within(1e-4));
    }
  }

  @Test
  void aFaceOfNobodyIsRefused() {
    core().users.delete(acme.id(), alice.id(), dev.countersign.domain.Origin.CLI);
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> stored(alice, embedding()));
  }

  @Test
  void aFaceTakesThePlaceOfTheOneBefore() {
    Kept first = stored(alice, embedding(), embedding());
    Embedding face = embedding();
    Kept second = stored(alice, face);
    assertThat(second.version()).isEqualTo(2);
    Template template = core().faces.find(acme.id(), alice.id()).orElseThrow();
    assertThat(template.samples()).hasSize(1);
    assertThat(core().pictures.open(acme.id(), first.pictures().getFirst())).isEmpty();
    List<Consent> consents = core().store.read(tx -> tx.consents().list(acme.id(), alice.id()));
    assertThat(consents).extracting(one -> one.holds(clock.instant())).containsExactly(true, false);
  }

  @Test
  void atMostEightSamplesAreKeptAndTheFirstAlways() {
    Embedding first = embedding();
    stored(alice, first);
    for (int i = 0; i < 9; i++) {
      NewFace.Sample sample = new NewFace.Sample(embedding(), 3);
      boolean learned =
          core().store.write(tx -> core().faces.learn(tx, acme.id(), alice.id(), MODEL, sample));
      assertThat(learned).isTrue();
    }
    Template template = core().faces.find(acme.id(), alice.id()).orElseThrow();
    assertThat(template.samples()).hasSize(8);
    assertThat(template.version()).isEqualTo(10);
    Embedding turned = core().faces.turned(acme.id(), template.rotation(), first);
    assertThat(template.samples().getFirst().cosine(turned)).isCloseTo(1, within(1e-5));
    NewFace.Sample other = new NewFace.Sample(embedding(), 3);
    boolean learned =
        core().store.write(tx -> core().faces.learn(tx, acme.id(), alice.id(), "other", other));
    assertThat(learned).isFalse();
  }

  @Test
  void galleriesAreReadInPagesAndToldOfChanges() {
    User bob = server.user(acme, "bob");
    stored(alice, embedding());
    stored(bob, embedding());
    assertThat(core().templates.page(acme.id(), 0, 1).entries())
        .extracting(TemplateReader.Entry::user)
        .containsExactly(alice.id());
    assertThat(core().templates.page(acme.id(), alice.id().value(), 10).entries())
        .extracting(TemplateReader.Entry::user)
        .containsExactly(bob.id());
    assertThat(core().templates.only(acme.id(), bob.id()).entries().getFirst().vector().dimension())
        .isEqualTo(512);
    Optional<List<FaceChange>> changes = core().store.read(tx -> tx.faceChanges().after(0, 10));
    assertThat(changes.orElseThrow())
        .extracting(FaceChange::userId)
        .containsExactly(alice.id(), bob.id());
  }

  @Test
  void nobodyReadsWhatBelongsToAnotherCustomer() {
    User bob = server.user(server.customer("other"), "bob");
    Kept kept = stored(alice, embedding());
    assertThat(core().pictures.open(bob.customerId(), kept.pictures().getFirst())).isEmpty();
    assertThat(core().faces.find(bob.customerId(), alice.id())).isEmpty();
    assertThat(core().templates.page(bob.customerId(), 0, 10).empty()).isTrue();
  }

  @Test
  void rowsMovedToAnotherCustomerOrPersonDoNotOpen() {
    User bob = server.user(server.customer("other"), "bob");
    Kept his = stored(bob, embedding());
    Kept hers = stored(alice, embedding());
    execute(
        "UPDATE face_template SET sealed ="
            + " (SELECT sealed FROM face_template WHERE user_id = ?) WHERE user_id = ?",
        alice.id().value(),
        bob.id().value());
    execute(
        "UPDATE face_picture SET sealed ="
            + " (SELECT sealed FROM face_picture WHERE id = ?) WHERE id = ?",
        hers.pictures().getFirst(),
        his.pictures().getFirst());
    refused(() -> core().faces.find(bob.customerId(), bob.id()));
    refused(() -> core().pictures.open(bob.customerId(), his.pictures().getFirst()));
    // With the key moved along, the key itself does not open in its new place.
    execute(
        "UPDATE face_data_key SET wrapped ="
            + " (SELECT wrapped FROM face_data_key WHERE user_id = ?) WHERE user_id = ?",
        alice.id().value(),
        bob.id().value());
    refused(() -> core().faces.find(bob.customerId(), bob.id()));
    assertThat(core().templates.page(bob.customerId(), 0, 10))
        .isEqualTo(new TemplateReader.Page(List.of(), List.of(bob.id()), bob.id().value()));
    assertThat(core().faces.find(acme.id(), alice.id())).isPresent();
  }

  @Test
  void aTemplatePassedOffAsAnotherModelsDoesNotOpen() {
    stored(alice, embedding());
    execute("UPDATE face_template SET model = 'model-2'");
    refused(() -> core().faces.find(acme.id(), alice.id()));
  }

  @Test
  void twoCustomersVectorsOfOneFaceAreStrangers() {
    User bob = server.user(server.customer("other"), "bob");
    Embedding face = embedding();
    stored(alice, face);
    stored(bob, face);
    Embedding hers = core().faces.find(acme.id(), alice.id()).orElseThrow().mean();
    Embedding his = core().faces.find(bob.customerId(), bob.id()).orElseThrow().mean();
    assertThat(Math.abs(hers.cosine(his))).isLessThan(0.3);
  }

  @Test
  void aPictureOfNobodyKnownOpensUntilItsTimeIsOver() {
    NewPicture picture =
        new NewPicture(Kind.ORIGINAL, "image/png", PICTURE.getBytes(UTF_8), Duration.ofDays(1));
    long id =
        core()
            .store
            .write(tx -> core().pictures.keepOfRequest(tx, acme.id(), Optional.empty(), picture));
    assertThat(core().pictures.open(acme.id(), id).orElseThrow().mediaType())
        .isEqualTo("image/png");
    clock.advance(Duration.ofDays(1));
    assertThat(core().pictures.open(acme.id(), id)).isEmpty();
    core().housekeeping.sweep();
    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
  }

  private static void refused(Runnable opening) {
    assertThatExceptionOfType(CannotDecrypt.class).isThrownBy(opening::run);
  }
}
