package dev.countersign.matching;

import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Gallery;
import dev.countersign.face.gallery.Hit;
import dev.countersign.face.gallery.IdSet;
import dev.countersign.privacy.TemplateReader.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongFunction;

/**
 * One customer's faces in memory. Faces of different models, or turned by different secrets, cannot
 * be compared: each kind has a gallery of its own.
 *
 * <p>While a customer's secret is renewed, people go from one gallery to the next one by one. A
 * person is put into the new one before they leave the old one, and searches look into the old one
 * first: whoever has left it by then is found in the new one.
 */
final class CustomerGallery implements AutoCloseable {
  private final NavigableMap<Kind, Gallery> galleries =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(Kind::model).thenComparingLong(Kind::rotation));

  private record Kind(String model, long rotation) {}

  /** Adds a face, or replaces the person's. */
  void put(Entry entry) {
    Kind kind = new Kind(entry.model(), entry.rotation());
    galleries
        .computeIfAbsent(kind, _ -> new Gallery(entry.vector().dimension()))
        .put(entry.user().value(), entry.vector());
    if (galleries.size() > 1) {
      leave(kind, entry.user());
    }
  }

  /** A gallery that nobody is left in goes: the secret it was turned by may be destroyed. */
  private void leave(Kind kind, UserId user) {
    galleries.forEach((other, gallery) -> {
      boolean left = !other.equals(kind) && gallery.remove(user.value());
      if (left && gallery.size() == 0) {
        galleries.remove(other);
        gallery.close();
      }
    });
  }

  void remove(UserId user) {
    galleries.values().forEach(gallery -> gallery.remove(user.value()));
  }

  /** How many people there are. */
  int size() {
    return galleries.values().stream().mapToInt(Gallery::size).sum();
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
      if (kind.model().equals(model) && gallery.size() > 0) {
        Embedding turned = probe.apply(kind.rotation());
        hits.addAll(
            within
                .map(ids -> gallery.search(turned, count, least, ids))
                .orElseGet(() -> gallery.search(turned, count, least)));
      }
    });
    hits.sort(Comparator.comparingDouble(Hit::cosine).reversed());
    // Somebody on their way between two galleries is in both.
    Set<Long> seen = new HashSet<>();
    return hits.stream().filter(hit -> seen.add(hit.id())).limit(count).toList();
  }

  @Override
  public void close() {
    galleries.values().forEach(Gallery::close);
    galleries.clear();
  }
}
