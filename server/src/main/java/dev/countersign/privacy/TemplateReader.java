package dev.countersign.privacy;

import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceEpoch;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.keys.DataKeys;
import dev.countersign.keys.MissingEpochKey;
import dev.countersign.store.FaceTemplates.Keyed;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
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
   * Some people of a gallery, by user id.
   *
   * @param entries those whose template was opened
   * @param unreadable those whose template does not open: it was changed, moved, or put back from a
   *     copy whose keys are destroyed
   * @param last the id of the last of them, 0 when there is nobody
   */
  public record Page(List<Entry> entries, List<UserId> unreadable, long last) {
    /** Whether there is nobody. */
    public boolean empty() {
      return entries.isEmpty() && unreadable.isEmpty();
    }
  }

  /**
   * The customer's templates by user id, starting after that user (0 for the first), at most so
   * many. Several threads may read different customers at once.
   *
   * @throws MissingEpochKey when the key of a living epoch is not there; the message names its file
   */
  public Page page(CustomerId customer, long afterUser, int limit) {
    return Rereading.of(
        () -> store.read(tx -> opened(tx, tx.faceTemplates().page(customer, afterUser, limit))));
  }

  /** The same of one person; empty when they have no template. */
  public Page only(CustomerId customer, UserId user) {
    return Rereading.of(() -> store.read(tx -> opened(tx, row(tx, customer, user))));
  }

  private static List<Keyed> row(Transaction tx, CustomerId customer, UserId user) {
    return tx.faceTemplates().page(customer, user.value() - 1, 1).stream()
        .filter(keyed -> keyed.template().userId().equals(user))
        .toList();
  }

  private Page opened(Transaction tx, List<Keyed> rows) {
    List<Entry> entries = new ArrayList<>(rows.size());
    List<UserId> unreadable = new ArrayList<>();
    for (Keyed keyed : rows) {
      opened(tx, keyed)
          .ifPresentOrElse(entries::add, () -> unreadable.add(keyed.template().userId()));
    }
    long last = rows.isEmpty() ? 0 : rows.getLast().template().userId().value();
    return new Page(entries, unreadable, last);
  }

  private Optional<Entry> opened(Transaction tx, Keyed keyed) {
    try {
      return entry(tx, keyed);
    } catch (MissingEpochKey e) {
      // Its key may have been wrapped anew since the row was read, and the old epoch's destroyed.
      StoredTemplate template = keyed.template();
      return row(tx, template.customerId(), template.userId()).stream()
          .filter(again -> !destroyed(tx, again.key().epoch()))
          .findFirst()
          .flatMap(again -> entry(tx, again));
    }
  }

  private static boolean destroyed(Transaction tx, long epoch) {
    return tx.faceEpochs().find(epoch).map(FaceEpoch::destroyedAt).isPresent();
  }

  private Optional<Entry> entry(Transaction tx, Keyed keyed) {
    try {
      return Optional.of(entry(keyed, keys.open(tx, keyed.key())));
    } catch (CannotDecrypt | IllegalArgumentException e) {
      return Optional.empty();
    }
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
