package dev.countersign.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Hit;
import dev.countersign.keys.DataKeys;
import dev.countersign.privacy.FaceVault.Template;
import dev.countersign.privacy.SecretRenewal.Outcome;
import dev.countersign.privacy.SecretRenewal.Progress;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.TestDatabase;
import dev.countersign.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretRenewalTest extends VaultContract {
  @Test
  void scoresStayAndWhatLeakedBeforeIsAStranger() {
    Embedding hers = embedding();
    stored(alice, hers, embedding());
    Embedding probe = embedding();
    Template before = template(core(), alice);
    double score = score(core(), alice, probe);

    Optional<Outcome> outcome = core().secretRenewal.run(acme.id(), (done, of) -> {}, Origin.CLI);

    assertThat(outcome).contains(new Outcome(2, 1, 0, false));
    Template after = template(core(), alice);
    assertThat(after.rotation()).isEqualTo(2);
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(score(core(), alice, probe)).isCloseTo(score, within(1e-4));
    assertThat(Math.abs(before.mean().cosine(after.mean()))).isLessThan(0.3);
    for (int i = 0; i < 2; i++) {
      assertThat(Math.abs(before.samples().get(i).cosine(after.samples().get(i)))).isLessThan(0.3);
    }
    Embedding turned = core().faces.turned(acme.id(), 2, hers);
    assertThat(after.samples().getFirst().cosine(turned)).isCloseTo(1, within(1e-4));
  }

  @Test
  void theOldSecretIsDestroyedAndTheAuditTrailTellsOfIt() {
    stored(alice, embedding());

    core().secretRenewal.run(acme.id(), (done, of) -> {}, Origin.CLI);

    assertThat(server.count("SELECT count(*) FROM face_secret")).isEqualTo(1);
    assertThat(server.count("SELECT rotation_epoch FROM face_secret")).isEqualTo(2);
    assertThatExceptionOfType(DestroyedSecret.class)
        .isThrownBy(() -> core().faces.turned(acme.id(), 1, embedding()));
    assertThat(server.rows("SELECT kind, outcome, detail FROM audit_event ORDER BY id").getLast())
        .containsEntry("kind", "face_secret_renewed")
        .containsEntry("outcome", "success")
        .containsEntry("detail", "{\"rotation\":2,\"faces\":1,\"unreadable\":0}");
  }

  @Test
  void facesAreFoundAndComparedAllTheWhileOnEveryNode() {
    List<User> people = new ArrayList<>(List.of(alice));
    List<Embedding> faces = new ArrayList<>(List.of(embedding()));
    for (String name : List.of("bob", "carol")) {
      people.add(server.user(acme, name));
      faces.add(embedding());
    }
    for (int i = 0; i < 3; i++) {
      stored(people.get(i), faces.get(i));
    }
    User dave = server.user(acme, "dave");
    Embedding his = embedding();
    try (TestServer other = another()) {
      for (Core node : List.of(core(), other.core())) {
        UnreadableFacesTest.await(() -> node.faceFeatures.galleries.size() == 3);
      }
      List<Long> progress = new ArrayList<>();
      Progress watching =
          (done, of) -> {
            progress.add(done);
            for (int i = 0; i < 3; i++) {
              assertThat(score(other.core(), people.get(i), faces.get(i)))
                  .isCloseTo(1, within(1e-3));
              assertThat(found(core(), faces.get(i))).containsExactly(people.get(i).id().value());
              assertThat(found(other.core(), faces.get(i)))
                  .containsExactly(people.get(i).id().value());
            }
            if (done == 1) {
              stored(dave, his);
              assertThat(template(other.core(), dave).rotation()).isEqualTo(2);
            }
          };

      Outcome outcome = slow().run(acme.id(), watching, Origin.CLI).orElseThrow();

      assertThat(outcome).isEqualTo(new Outcome(2, 3, 0, false));
      assertThat(progress).startsWith(0L, 1L, 2L, 3L);
      people.add(dave);
      faces.add(his);
      UnreadableFacesTest.await(() -> other.core().faceFeatures.galleries.size() == 4);
      other.core().housekeeping.sweep();
      for (int i = 0; i < 4; i++) {
        Embedding face = faces.get(i);
        long id = people.get(i).id().value();
        UnreadableFacesTest.await(() -> found(other.core(), face).equals(List.of(id)));
        assertThat(score(other.core(), people.get(i), face)).isCloseTo(1, within(1e-3));
      }
    }
  }

  @Test
  void aRenewalThatWasInterruptedIsFinished() {
    User bob = server.user(acme, "bob");
    Embedding his = embedding();
    stored(alice, embedding());
    stored(bob, his);
    Progress unplugged =
        (done, of) -> {
          if (done == 1) {
            throw new IllegalStateException("pulled the plug");
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> slow().run(acme.id(), unplugged, Origin.CLI))
        .withMessage("pulled the plug");
    assertThat(server.count("SELECT count(*) FROM face_secret")).isEqualTo(2);

    Optional<Outcome> outcome = core().secretRenewal.run(acme.id(), (done, of) -> {}, Origin.CLI);

    assertThat(outcome).contains(new Outcome(2, 1, 0, true));
    assertThat(server.count("SELECT count(*) FROM face_secret")).isEqualTo(1);
    assertThat(score(core(), bob, his)).isCloseTo(1, within(1e-3));
  }

  @Test
  void aFaceThatDoesNotDecryptIsLeftAndCounted() {
    User bob = server.user(acme, "bob");
    stored(alice, embedding());
    stored(bob, embedding());
    execute(
        "UPDATE face_sample SET sealed = ? WHERE user_id = ?", new byte[100], alice.id().value());

    Optional<Outcome> outcome = core().secretRenewal.run(acme.id(), (done, of) -> {}, Origin.CLI);

    assertThat(outcome).contains(new Outcome(2, 1, 1, false));
    assertThat(template(core(), bob).rotation()).isEqualTo(2);
  }

  @Test
  void anotherCustomersFacesStayAsTheyAre() {
    User bob = server.user(server.customer("other"), "bob");
    stored(alice, embedding());
    stored(bob, embedding());

    core().secretRenewal.run(acme.id(), (done, of) -> {}, Origin.CLI);

    assertThat(template(core(), alice).rotation()).isEqualTo(2);
    assertThat(template(core(), bob).rotation()).isEqualTo(1);
  }

  @Test
  void theCommandWorksBesideTheServer() {
    assumeTrue(kind == TestDatabase.SQLITE);
    server.customer("empty");
    Embedding hers = embedding();
    stored(alice, hers);
    CommandRun shell = new CommandRun(folder);

    assertThat(shell.run("customer", "renew-face-secret", "empty").out())
        .isEqualTo(
            "Customer empty never had a face, and so no secret; the first one enrolled makes"
                + " it.\n");
    assertThat(shell.run("customer", "renew-face-secret", "acme").out())
        .isEqualTo(
            "Customer acme has secret number 2, and the one before is destroyed. Faces turned:"
                + " 1.\n");
    assertThat(shell.run("customer", "renew-face-secret", "acme", "--json").out())
        .isEqualToIgnoringWhitespace(
            "{\"customerName\":\"acme\",\"secret\":3,\"renewed\":1,\"unreadable\":0,"
                + "\"resumed\":false}");
    assertThat(score(core(), alice, hers)).isCloseTo(1, within(1e-3));
    UnreadableFacesTest.await(() -> found(core(), hers).equals(List.of(alice.id().value())));
  }

  /** One person in a transaction. */
  private SecretRenewal slow() {
    Core core = core();
    DataKeys keys = new DataKeys(core.epochKeys, core.random);
    Resealing resealing = new Resealing(keys, core.transforms, core.random);
    return new SecretRenewal(
        core.store, resealing, core.transforms, core.erasure, core.audit, core.clock, 1);
  }

  private static Template template(Core core, User user) {
    return core.faces.find(user.customerId(), user.id()).orElseThrow();
  }

  /** The cosine that an authentication decides by. */
  private static double score(Core core, User user, Embedding face) {
    Template template = template(core, user);
    return template.mean().cosine(core.faces.turned(user.customerId(), template.rotation(), face));
  }

  private List<Long> found(Core core, Embedding face) {
    return core
        .faceFeatures
        .galleries
        .search(acme.id(), MODEL, face, 5, 0.5, Optional.empty())
        .orElse(List.of())
        .stream()
        .map(Hit::id)
        .toList();
  }
}
