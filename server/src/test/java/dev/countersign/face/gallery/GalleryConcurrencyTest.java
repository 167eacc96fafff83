package dev.countersign.face.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GalleryConcurrencyTest {
  private static final int DIMENSION = 64;
  private static final int PEOPLE = 3_000;

  /**
   * Person {@code n}'s templates have the ids {@code n + PEOPLE · generation}; while the writer
   * replaces, removes and adds, a hit is always the whole template of the person it names.
   */
  @Test
  void searchesNeverSeeATornTemplate() throws ExecutionException, InterruptedException {
    Embedding[] faces = new Faces(DIMENSION, 1).strangers(PEOPLE);
    AtomicBoolean writing = new AtomicBoolean(true);
    CountDownLatch searching = new CountDownLatch(3);
    try (Gallery gallery = new Gallery(DIMENSION, new Tuning(1_000, 256, 200));
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Long>> searchers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int seed = i;
        searchers.add(
            threads.submit(() -> {
              searching.countDown();
              return search(gallery, faces, writing, seed);
            }));
      }
      searching.await();
      threads.submit(() -> write(gallery, faces)).get();
      writing.set(false);
      for (Future<Long> searcher : searchers) {
        assertThat(searcher.get()).isPositive();
      }
    }
  }

  private static void write(Gallery gallery, Embedding[] faces) {
    Random random = new Random(2);
    for (int i = 0; i < 30_000; i++) {
      int person = random.nextInt(PEOPLE);
      long id = person + (long) PEOPLE * random.nextInt(2);
      if (random.nextInt(3) == 0) {
        gallery.remove(id);
      } else {
        gallery.put(id, faces[person]);
      }
    }
  }

  private static long search(Gallery gallery, Embedding[] faces, AtomicBoolean writing, int seed) {
    Random random = new Random(seed);
    long checked = 0;
    boolean more = true;
    while (more) {
      // Once more when everything is written.
      more = writing.get();
      Embedding probe = faces[random.nextInt(PEOPLE)];
      for (Hit hit : gallery.search(probe, 10, 0.2)) {
        assertThat(faces[(int) (hit.id() % PEOPLE)].cosine(probe))
            .isCloseTo(hit.cosine(), org.assertj.core.api.Assertions.within(Gallery.PRECISION));
        checked++;
      }
    }
    return checked;
  }

  @Test
  void aRemovalHoldsForEverySearchThatBeginsAfterIt()
      throws ExecutionException, InterruptedException {
    Embedding[] faces = new Faces(DIMENSION, 3).strangers(2_000);
    AtomicLong removed = new AtomicLong(-1);
    try (Gallery gallery = new Gallery(DIMENSION, new Tuning(500, 256, 200));
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int id = 0; id < faces.length; id++) {
        gallery.put(id, faces[id]);
      }
      Future<?> searcher = threads.submit(() -> searchRemoved(gallery, faces, removed));
      for (int id = 0; id < faces.length; id++) {
        gallery.remove(id);
        removed.set(id);
      }
      searcher.get();
    }
  }

  private static void searchRemoved(Gallery gallery, Embedding[] faces, AtomicLong removed) {
    while (removed.get() < faces.length - 1) {
      long last = removed.get();
      if (last >= 0) {
        assertThat(gallery.search(faces[(int) last], 1, 0.999)).isEmpty();
      }
    }
  }

  @Test
  void closingWaitsForSearchesUnderWay() throws InterruptedException, ExecutionException {
    Embedding[] faces = new Faces(DIMENSION, 4).strangers(2_000);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 20; round++) {
        Gallery gallery = new Gallery(DIMENSION);
        for (int id = 0; id < faces.length; id++) {
          gallery.put(id, faces[id]);
        }
        Future<?> searcher = threads.submit(() -> searchUntilClosed(gallery, faces[0]));
        gallery.search(faces[1], 1, 0);
        gallery.close();
        searcher.get();
      }
    }
  }

  private static void searchUntilClosed(Gallery gallery, Embedding probe) {
    while (true) {
      try {
        gallery.search(probe, 1, 0.5);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("The gallery is closed");
        return;
      }
    }
  }
}
