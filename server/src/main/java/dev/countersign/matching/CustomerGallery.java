package dev.countersign.matching;

import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Gallery;
import dev.countersign.face.gallery.Hit;
import dev.countersign.face.gallery.IdSet;
import dev.countersign.privacy.TemplateReader.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * One customer's faces in memory. Faces of different models, or turned by different secrets, cannot
 * be compared: each kind has a gallery of its own.
 */
final class CustomerGallery implements AutoCloseable {
  private final Map<Kind, Gallery> galleries = new ConcurrentHashMap<>();

  private record Kind(String model, long rotation) {}

  /** Adds a face, or replaces the person's. */
  void put(Entry entry) {
    Kind kind = new Kind(entry.model(), entry.rotation());
    galleries.forEach((other, gallery) -> {
      if (!other.equals(kind)) {
        gallery.remove(entry.user().value());
      }
    });
    galleries
        .computeIfAbsent(kind, _ -> new Gallery(entry.vector().dimension()))
        .put(entry.user().value(), entry.vector());
  }

  void remove(UserId user) {
    galleries.values().forEach(gallery -> gallery.remove(user.value()));
  }

  /** How many people of that model there are. */
  int size(String model) {
    return galleries.entrySet().stream()
        .filter(entry -> entry.getKey().model().equals(model))
        .mapToInt(entry -> entry.getValue().size())
        .sum();
  }

  /**
   * Those most like the probe, best first.
   *
   * @param probe by the number of the secret it is turned by
   */
  List<Hit> search(
      String model,
      LongFunction<Embedding> probe,
      int count,
      double least,
      Optional<IdSet> within) {
    List<Hit> hits = new ArrayList<>();
    galleries.forEach((kind, gallery) -> {
      if (kind.model().equals(model)) {
        Embedding turned = probe.apply(kind.rotation());
        hits.addAll(
            within
                .map(ids -> gallery.search(turned, count, least, ids))
                .orElseGet(() -> gallery.search(turned, count, least)));
      }
    });
    hits.sort(Comparator.comparingDouble(Hit::cosine).reversed());
    return hits.subList(0, Math.min(count, hits.size()));
  }

  @Override
  public void close() {
    galleries.values().forEach(Gallery::close);
    galleries.clear();
  }
}
