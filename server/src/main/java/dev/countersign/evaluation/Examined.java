package dev.countersign.evaluation;

import dev.countersign.face.Analysis;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.FaceEngine.EngineBusy;
import dev.countersign.face.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * What the engine found in many files.
 *
 * @param found what was kept of each file in which there is a face
 * @param failures the other files, and why
 * @param <T> what is kept of a picture
 */
record Examined<T>(Map<Path, T> found, Map<Path, String> failures) {
  private static final String NO_FACE = "no face was found";

  /**
   * Looks at files on a few threads.
   *
   * @param liveness whether to judge if the people are alive
   * @param kept what to keep of a picture; the rest is let go at once
   */
  static <T> Examined<T> of(
      List<Path> files, Examiner examiner, boolean liveness, Function<Analysis, T> kept) {
    Tally tally = new Tally(examiner.progress, files.size());
    Map<Path, T> found = new TreeMap<>();
    Map<Path, String> failures = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(examiner.threads)) {
      List<Future<Outcome<T>>> outcomes = new ArrayList<>();
      for (Path file : files) {
        outcomes.add(
            threads.submit(() -> {
              Outcome<T> outcome = examine(file, examiner, liveness, kept);
              tally.another();
              return outcome;
            }));
      }
      for (int i = 0; i < files.size(); i++) {
        Outcome<T> outcome = result(outcomes.get(i));
        outcome.found.ifPresent(value -> found.put(outcome.file, value));
        outcome.failure.ifPresent(why -> failures.put(outcome.file, why));
      }
    }
    return new Examined<>(found, failures);
  }

  /**
   * Who looks at pictures.
   *
   * @param threads how many at the same time
   */
  record Examiner(FaceEngine engine, PictureSource source, int threads, Progress progress) {}

  private record Outcome<T>(Path file, Optional<T> found, Optional<String> failure) {}

  private static <T> Outcome<T> examine(
      Path file, Examiner examiner, boolean liveness, Function<Analysis, T> kept)
      throws EngineBusy {
    Picture picture;
    try {
      picture = examiner.source.read(file);
    } catch (IOException e) {
      return new Outcome<>(file, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
    Optional<T> found = examiner.engine.analyse(picture, liveness).map(kept);
    if (found.isEmpty()) {
      return new Outcome<>(file, found, Optional.of(NO_FACE));
    }
    return new Outcome<>(file, found, Optional.empty());
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A picture could not be examined", e.getCause());
    }
  }

  private static final class Tally {
    private final Progress progress;
    private final int of;
    private int done;

    Tally(Progress progress, int of) {
      this.progress = progress;
      this.of = of;
    }

    synchronized void another() {
      done++;
      progress.done(done, of);
    }
  }
}
