package dev.countersign.privacy;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.keys.DataKeys;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a customer's faces another secret transform, without anybody enrolling again: vectors that
 * leaked before cannot be linked to those kept from then on. Every vector is turned back, turned by
 * the new secret and sealed anew; the old secret is destroyed at the end. Scores stay.
 *
 * <p>It runs beside working servers, a batch in a transaction: faces are found and compared all the
 * while, and who enrols meanwhile is turned by the new secret at once. Interrupted at any point, it
 * finishes what it finds begun when it is asked again.
 */
public final class SecretRenewal {
  private static final int BATCH = 200;

  private final Store store;
  private final Transforms transforms;
  private final Erasure erasure;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Resealing resealing;
  private final int batch;

  public SecretRenewal(
      Store store,
      DataKeys keys,
      Transforms transforms,
      Erasure erasure,
      AuditLog audit,
      SecureRandom random,
      InstantSource clock) {
    this(store, new Resealing(keys, transforms, random), transforms, erasure, audit, clock, BATCH);
  }

  SecretRenewal(
      Store store,
      Resealing resealing,
      Transforms transforms,
      Erasure erasure,
      AuditLog audit,
      InstantSource clock,
      int batch) {
    this.store = store;
    this.resealing = resealing;
    this.transforms = transforms;
    this.erasure = erasure;
    this.audit = audit;
    this.clock = clock;
    this.batch = batch;
  }

  /** Is told how far it has come. */
  public interface Progress {
    /**
     * So many faces of all there are.
     *
     * @param done how many are turned by the new secret
     * @param total how many there are to turn, as far as is known
     */
    void at(long done, long total);
  }

  /**
   * What was done.
   *
   * @param rotation the number of the secret that all faces have now
   * @param renewed how many faces were turned by it
   * @param unreadable how many did not decrypt, and were left as they are
   * @param resumed whether a renewal begun earlier was finished, rather than another one made
   */
  public record Outcome(long rotation, long renewed, long unreadable, boolean resumed) {}

  /**
   * Renews the customer's secret, or finishes the renewal that was interrupted; absent when the
   * customer never had a face.
   *
   * @throws dev.countersign.keys.MissingEpochKey when a key is not there; the message names its
   *     file
   */
  public Optional<Outcome> run(CustomerId customer, Progress progress, Origin origin) {
    var secrets = store.read(tx -> tx.faceSecrets().all(customer));
    if (secrets.isEmpty()) {
      return Optional.empty();
    }
    boolean resumed = secrets.size() > 1;
    long rotation = resumed ? secrets.lastKey() : store.write(tx -> transforms.next(tx, customer));
    Run run = new Run(customer, rotation, progress);
    do {
      run.pass();
    } while (!store.write(tx -> destroyed(tx, run, origin)));
    var _ =
        store.read(tx -> {
          transforms.forgetDestroyed(tx);
          return true;
        });
    // What the old secret and the old vectors left in the database's files is overwritten.
    erasure.suspect();
    return Optional.of(new Outcome(rotation, run.renewed, run.unreadable.size(), resumed));
  }

  /** False when somebody was enrolled with the old secret by a transaction that began before. */
  private boolean destroyed(Transaction tx, Run run, Origin origin) {
    CustomerId customer = run.customer;
    var _ = tx.faceSecrets().lock(customer);
    boolean done =
        tx
            .faceTemplates()
            .lockTurnedBefore(customer, run.rotation, 0, run.unreadable.size() + 1)
            .stream()
            .map(StoredTemplate::userId)
            .allMatch(run.unreadable::contains);
    if (!done) {
      return false;
    }
    tx.faceSecrets().deleteBefore(customer, run.rotation);
    String detail =
        "{\"rotation\":%s,\"faces\":%s,\"unreadable\":%s}"
            .formatted(run.rotation, run.renewed, run.unreadable.size());
    About about = About.customer(customer).with(detail);
    audit.append(tx, AuditKind.FACE_SECRET_RENEWED, AuditLog.SUCCESS, origin, about);
    return true;
  }

  /** One renewal under way. */
  private final class Run {
    private final CustomerId customer;
    private final long rotation;
    private final Progress progress;
    private final Set<UserId> unreadable = new HashSet<>();
    private long renewed;

    Run(CustomerId customer, long rotation, Progress progress) {
      this.customer = customer;
      this.rotation = rotation;
      this.progress = progress;
    }

    /** Once over all who are not turned by the new secret yet. */
    void pass() {
      unreadable.clear();
      long total =
          renewed + store.read(tx -> tx.faceTemplates().countTurnedBefore(customer, rotation));
      progress.at(renewed, total);
      Batch some = after(0);
      while (some.last() > 0) {
        renewed += some.renewed();
        unreadable.addAll(some.unreadable());
        progress.at(renewed, Math.max(renewed, total));
        some = after(some.last());
      }
    }

    private Batch after(long user) {
      return Rereading.of(() -> store.write(tx -> batch(tx, user)));
    }

    private Batch batch(Transaction tx, long after) {
      List<StoredTemplate> templates =
          tx.faceTemplates().lockTurnedBefore(customer, rotation, after, batch);
      List<UserId> done = new ArrayList<>();
      List<UserId> left = new ArrayList<>();
      for (StoredTemplate template : templates) {
        boolean renewable = resealing.reseal(tx, template, rotation);
        (renewable ? done : left).add(template.userId());
      }
      // Last: others who change faces wait from here on.
      Instant now = clock.instant();
      done.forEach(user -> tx.faceChanges().append(customer, user, FaceChange.Kind.STORED, now));
      long last = templates.isEmpty() ? 0 : templates.getLast().userId().value();
      return new Batch(last, done.size(), left);
    }
  }

  private record Batch(long last, int renewed, List<UserId> unreadable) {}
}
