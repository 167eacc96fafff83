package dev.countersign.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.User;
import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Hit;
import dev.countersign.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class UnreadableFacesTest extends VaultContract {
  @Test
  void aFaceThatDoesNotDecryptKeepsNobodyElseFromBeingFound() {
    User bob = server.user(acme, "bob");
    Embedding his = embedding();
    stored(alice, embedding());
    stored(bob, his);
    execute("UPDATE face_template SET sealed = ? WHERE user_id = ?", bytes(), alice.id().value());
    try (TestServer other = another()) {
      await(() -> other.core().faceFeatures.galleries.ready(acme.id()));

      assertThat(found(other, his)).containsExactly(bob.id().value());
      assertThat(other.get("/metrics").body())
          .contains("countersign_faces_searchable 1.0")
          .contains("countersign_faces_unreadable 1.0")
          .contains("countersign_galleries_pending 0.0");
    }
  }

  @Test
  void whoIsEnrolledAgainIsFoundAgain() {
    Embedding hers = embedding();
    stored(alice, embedding());
    execute("UPDATE face_template SET sealed = ? WHERE user_id = ?", bytes(), alice.id().value());
    try (TestServer other = another()) {
      await(() -> other.core().faceFeatures.galleries.unreadable() == 1);

      stored(alice, hers);

      await(() -> other.core().faceFeatures.galleries.unreadable() == 0);
      assertThat(found(other, hers)).containsExactly(alice.id().value());
    }
  }

  private static byte[] bytes() {
    return new byte[1_053];
  }

  private static List<Long> found(TestServer server, Embedding face) {
    return server
        .core()
        .faceFeatures
        .galleries
        .search(
            server.core().store.read(tx -> tx.faceTemplates().customers()).getFirst(),
            MODEL,
            face,
            1,
            0.4,
            Optional.empty())
        .orElseThrow()
        .stream()
        .map(Hit::id)
        .toList();
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
