package dev.countersign.privacy;

import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.keys.DataKeys;
import dev.countersign.store.FaceTemplates.Keyed;
import dev.countersign.store.Store;
import java.util.List;
import java.util.Optional;

/** Reads whole galleries out of the vault, page by page. The vectors stay turned. */
public final class TemplateReader {
  private final Store store;
  private final DataKeys keys;

  public TemplateReader(Store store, DataKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * One person of a gallery.
   *
   * @param user who it is
   * @param model what made the vector
   * @param rotation which of the customer's transforms turned it
   * @param version counts its changes
   * @param vector the template's, turned
   */
  public record Entry(UserId user, String model, long rotation, long version, Embedding vector) {}

  /** The customers that have templates. */
  public List<CustomerId> customers() {
    return store.read(tx -> tx.faceTemplates().customers());
  }

  /** How many templates the customer has. */
  public long count(CustomerId customer) {
    return store.read(tx -> tx.faceTemplates().count(customer));
  }

  /**
   * The customer's templates by user id, starting after that user (0 for the first), at most so
   * many. Several threads may read different customers at once.
   */
  public List<Entry> page(CustomerId customer, long afterUser, int limit) {
    return Rereading.of(() ->
        store.read(tx ->
            tx.faceTemplates().page(customer, afterUser, limit).stream()
                .map(keyed -> entry(keyed, keys.open(tx, keyed.key())))
                .toList()));
  }

  /** One person's; absent when they have none. */
  public Optional<Entry> find(CustomerId customer, UserId user) {
    return page(customer, user.value() - 1, 1).stream()
        .filter(entry -> entry.user().equals(user))
        .findFirst();
  }

  private static Entry entry(Keyed keyed, DataKey key) {
    StoredTemplate template = keyed.template();
    return new Entry(
        template.userId(),
        template.model(),
        template.rotationEpoch(),
        template.version(),
        Vectors.open(template, key));
  }
}
