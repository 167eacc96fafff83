package dev.countersign.matching;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.face.FaceSample;
import dev.countersign.face.gallery.Gallery;
import dev.countersign.face.gallery.Hit;
import dev.countersign.face.gallery.IdSet;
import dev.countersign.matching.FaceComparison.Compared;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom a face is like. The gallery in memory proposes; each proposal is looked up in the store and
 * compared exactly, so that whoever was erased or disabled a moment ago is not among them.
 */
public final class NearestFaces {
  private static final int MOST_CHANGES = 10_000;

  private final Store store;
  private final Galleries galleries;
  private final FaceComparison comparison;

  public NearestFaces(Store store, Galleries galleries, FaceComparison comparison) {
    this.store = store;
    this.galleries = galleries;
    this.comparison = comparison;
  }

  /** Somebody a face is like. */
  public record Near(User user, double cosine) {}

  /** Whether the customer's gallery has been read. */
  public boolean ready(CustomerId customer) {
    return galleries.ready(customer);
  }

  /** How many people a face is compared with. */
  public int size(CustomerId customer, String model) {
    return galleries.size(customer, model);
  }

  /**
   * People whose cosine is at least that, best first; absent while the gallery is being read.
   *
   * @param within only among these
   */
  public Optional<List<Near>> find(
      CustomerId customer,
      String model,
      FaceSample sample,
      double least,
      int most,
      Optional<IdSet> within) {
    return galleries
        .search(customer, model, sample.embedding(), most, least - Gallery.PRECISION, within)
        .map(hits -> confirmed(customer, model, sample, least, hits));
  }

  /** What a search that begins now is sure to know of, for {@link #since}. */
  public long known() {
    return galleries.known();
  }

  /**
   * The same of those who were enrolled after that, compared one by one.
   *
   * @param tx that has changed a face already: whoever changes another waits for its end
   */
  public List<Near> since(
      Transaction tx,
      long known,
      CustomerId customer,
      String model,
      FaceSample sample,
      double least) {
    // Where changes were removed, the galleries are hours behind and are being read anew.
    return tx.faceChanges().after(known, MOST_CHANGES).orElse(List.of()).stream()
        .filter(change -> change.customerId().equals(customer))
        .map(FaceChange::userId)
        .filter(Objects::nonNull)
        .distinct()
        .flatMap(user -> near(tx, customer, user, model, sample).stream())
        .filter(near -> near.cosine() >= least)
        .toList();
  }

  private List<Near> confirmed(
      CustomerId customer, String model, FaceSample sample, double least, List<Hit> hits) {
    if (hits.isEmpty()) {
      return List.of();
    }
    return store.read(tx -> {
      List<Near> found = new ArrayList<>();
      for (Hit hit : hits) {
        near(tx, customer, new UserId(hit.id()), model, sample)
            .filter(near -> near.cosine() >= least)
            .ifPresent(found::add);
      }
      found.sort(Comparator.comparingDouble(Near::cosine).reversed());
      return found;
    });
  }

  private Optional<Near> near(
      Transaction tx, CustomerId customer, UserId id, String model, FaceSample sample) {
    Optional<User> user =
        tx.users().byId(customer, id).filter(one -> one.state() == User.State.ACTIVE);
    Optional<Compared> compared = comparison.compare(tx, customer, id, model, sample);
    return user.flatMap(one -> compared.map(like -> new Near(one, like.cosine())));
  }
}
