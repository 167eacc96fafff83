package dev.countersign.health;

import dev.countersign.face.onnx.ModelFiles;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which face models this server has. Their files are read once, by a thread of its own, from when
 * somebody first asks: neither a start nor an answer waits for it.
 */
public final class FaceModelReport {
  private static final Logger log = LoggerFactory.getLogger(FaceModelReport.class);

  private final ModelFiles files;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable List<FaceModel> known;

  public FaceModelReport(ModelFiles files) {
    this.files = files;
  }

  /**
   * A model.
   *
   * @param name of its file
   * @param licence under which it may be used
   * @param sha256 of the file, in hexadecimal
   */
  public record FaceModel(String name, String licence, String sha256) {}

  /** All of them; absent until they have been read, and where one cannot be. */
  public Optional<List<FaceModel>> models() {
    if (asked.compareAndSet(false, true)) {
      Thread.ofPlatform().name("face-model-digests").daemon().start(this::read);
    }
    return Optional.ofNullable(known);
  }

  private void read() {
    try {
      known =
          files.list().stream()
              .map(file -> new FaceModel(file.name(), file.licence(), file.sha256()))
              .toList();
    } catch (UncheckedIOException e) {
      log.warn("/health does not tell of the face models: {}", e.getMessage());
    }
  }
}
