package dev.countersign.matching;

import dev.countersign.domain.CustomerId;
import dev.countersign.face.Embedding;
import dev.countersign.face.gallery.Hit;
import dev.countersign.face.gallery.IdSet;
import dev.countersign.privacy.FaceVault;
import dev.countersign.privacy.TemplateReader;
import dev.countersign.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Every customer's faces in memory. What a search finds is a proposal: it may be a moment old, so
 * whoever answers it confirms each face against the store.
 */
public final class Galleries implements AutoCloseable {
  private final GalleryReader reader;
  private final FaceVault vault;
  private final Semaphore searches = new Semaphore(Runtime.getRuntime().availableProcessors());

  public Galleries(Store store, TemplateReader templates, FaceVault vault) {
    this.reader = new GalleryReader(store, templates);
    this.vault = vault;
  }

  /** Begins to read, in the background. */
  public void start() {
    reader.start();
  }

  /** Whether the customer can be searched; asking for one that cannot brings its turn forward. */
  public boolean ready(CustomerId customer) {
    return reader.ready(customer);
  }

  /** The number of the last change that a search which begins now is sure to know of. */
  long known() {
    return reader.known();
  }

  /** How many of the customer's people have a face of that model. */
  public int size(CustomerId customer, String model) {
    return reader.of(customer).map(gallery -> gallery.size(model)).orElse(0);
  }

  /**
   * Those most like a face, best first.
   *
   * @param least cosine of a hit
   * @return absent while the customer's gallery is being read
   */
  public Optional<List<Hit>> search(
      CustomerId customer,
      String model,
      Embedding face,
      int count,
      double least,
      Optional<IdSet> within) {
    if (!ready(customer)) {
      return Optional.empty();
    }
    searches.acquireUninterruptibly();
    try {
      return searched(customer, model, face, count, least, within);
    } catch (IllegalStateException replaced) {
      // It is being read anew, or the last of its people went to the next secret's.
      return again(() -> searched(customer, model, face, count, least, within));
    } finally {
      searches.release();
    }
  }

  private static Optional<List<Hit>> again(Supplier<Optional<List<Hit>>> search) {
    try {
      return search.get();
    } catch (IllegalStateException replaced) {
      return Optional.empty();
    }
  }

  private Optional<List<Hit>> searched(
      CustomerId customer,
      String model,
      Embedding face,
      int count,
      double least,
      Optional<IdSet> within) {
    Optional<CustomerGallery> gallery = reader.of(customer);
    if (gallery.isEmpty()) {
      return Optional.of(List.<Hit>of()).filter(none -> !reader.pending(customer));
    }
    return Optional.of(
        gallery
            .get()
            .search(
                model, rotation -> vault.turned(customer, rotation, face), count, least, within));
  }

  /** How many faces can be searched, of all customers. */
  public long size() {
    return reader.size();
  }

  /** How many customers' galleries are still to be read. */
  public long pending() {
    return reader.pending();
  }

  /** How many faces were passed over because they do not decrypt. */
  public long unreadable() {
    return reader.unreadable();
  }

  @Override
  public void close() {
    reader.close();
  }
}
