package dev.countersign.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How pictures are searched for faces.
 *
 * @param models folder with other models; empty for those packed with the server
 * @param threads pictures looked at at the same time, at least 1: the number of processors where
 *     the configuration says 0
 * @param queue pictures that may wait for a thread
 * @param preload whether the models are loaded when the server starts
 */
public record FaceSettings(Optional<Path> models, int threads, int queue, boolean preload) {
  static FaceSettings from(Values values) {
    int threads = values.get(Keys.FACE_THREADS);
    return new FaceSettings(
        values.get(Keys.FACE_MODELS),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        values.get(Keys.FACE_QUEUE),
        values.get(Keys.FACE_PRELOAD));
  }
}
