package dev.countersign.privacy;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.ErasureReceipt.Counts;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredPicture.Purpose;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import dev.countersign.keys.EpochChange;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets biometric data go: the data key is deleted, the rows are deleted and overwritten, the
 * galleries of all nodes are told, and a receipt says what is left to be done about old copies.
 */
public final class Erasure implements EpochChange.Lost {
  private final Store store;
  private final AuditLog audit;
  private final IdSource ids;
  private final InstantSource clock;

  /** How many times the database's files are still to be scrubbed. */
  private final AtomicInteger due = new AtomicInteger();

  public Erasure(Store store, AuditLog audit, IdSource ids, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Erases a person's face, pictures and consents, and the messages that tell of them and were not
   * sent yet; one that is being delivered at this moment cannot be called back. Where it stands in
   * a transaction, it is last.
   */
  public ErasureReceipt everything(
      Transaction tx, CustomerId customer, UserId user, Origin origin) {
    ErasureReceipt receipt = erase(tx, customer, user, null, true);
    tx.outbox().removeOfUser(customer, user);
    tell(tx, AuditKind.FACE_ERASED, receipt, origin);
    return receipt;
  }

  /**
   * Erases a person's face and pictures because they took their consent back, or their customer did
   * for them; the record of the consent stays, with when it ended. Messages stay too: they say what
   * happened in words, and the pictures behind their links are gone.
   */
  public ErasureReceipt face(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      ErasureReceipt receipt = erase(tx, customer, user, clock.instant(), false);
      tell(tx, AuditKind.CONSENT_WITHDRAWN, receipt, origin);
      return receipt;
    });
  }

  /** Erases the faces whose consent has expired, at most so many; returns how many. */
  public int expired(Transaction tx, int limit) {
    List<Consent> expired = tx.consents().expired(clock.instant(), limit);
    for (Consent consent : expired) {
      ErasureReceipt receipt = erase(tx, consent.customerId(), consent.userId(), null, false);
      tell(tx, AuditKind.CONSENT_EXPIRED, receipt, Origin.CLI);
    }
    return expired.size();
  }

  @Override
  public void person(Transaction tx, CustomerId customer, UserId user) {
    tell(tx, AuditKind.FACE_ERASED, erase(tx, customer, user, null, false), Origin.CLI);
  }

  @Override
  public void picture(Transaction tx, CustomerId customer, long picture) {
    var _ = tx.facePictures().delete(customer, picture);
  }

  private ErasureReceipt erase(
      Transaction tx,
      CustomerId customer,
      UserId user,
      @Nullable Instant withdrawnAt,
      boolean consentsToo) {
    // The same lock as storing takes: a face stored meanwhile is erased too, or refused.
    Optional<User> person = tx.users().lock(customer, user);
    Instant now = clock.instant();
    Optional<WrappedKey> key = tx.faceKeys().find(customer, user);
    tx.faceKeys().delete(customer, user);
    Counts face = deleted(tx, customer, user);
    long consents = tx.consents().end(customer, user, now, withdrawnAt);
    if (consentsToo) {
      consents = tx.consents().deleteOfUser(customer, user);
    } else {
      person.ifPresent(one -> awaitAnother(tx, one, now));
    }
    ErasureReceipt receipt =
        new ErasureReceipt(
            customer,
            ids.next(),
            user,
            now,
            key.map(WrappedKey::epoch).orElse(0L),
            new Counts(face.templates(), face.samples(), face.pictures(), consents),
            null);
    tx.erasureReceipts().add(receipt);
    if (face.templates() > 0) {
      tx.faceChanges().append(customer, user, FaceChange.Kind.ERASED, now);
    }
    // Twice: the first scrubbing may come before this transaction is committed.
    due.set(2);
    return receipt;
  }

  private static Counts deleted(Transaction tx, CustomerId customer, UserId user) {
    long samples = tx.faceTemplates().deleteSamples(customer, user);
    long templates = 0;
    if (tx.faceTemplates().delete(customer, user)) {
      templates = 1;
    }
    long pictures =
        (long) tx.facePictures().deleteOfUser(customer, user, Purpose.TEMPLATE)
            + tx.facePictures().deleteOfUser(customer, user, Purpose.REQUEST);
    return new Counts(templates, samples, pictures, 0);
  }

  /** Whoever stays and has no face any more is to be enrolled; the URL they used stays closed. */
  private static void awaitAnother(Transaction tx, User user, Instant now) {
    Enrolment done = user.enrolment();
    if (done.state() == Enrolment.State.SUCCESS) {
      Enrolment draft =
          new Enrolment(done.reference(), Enrolment.State.DRAFT, now, done.openUntil());
      tx.users().update(user, user.withEnrolment(draft), now);
    }
  }

  private void tell(Transaction tx, AuditKind kind, ErasureReceipt receipt, Origin origin) {
    About about =
        About.user(receipt.customerId(), receipt.userId())
            .with("{\"receipt\":\"" + receipt.id() + "\"}");
    audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
  }

  /** A person's customer's receipts, oldest first, starting after that id. */
  public List<ErasureReceipt> receipts(CustomerId customer, long afterId, int limit) {
    return store.read(tx -> tx.erasureReceipts().list(customer, afterId, limit));
  }

  /**
   * Lets the next {@link #scrub} do its work whether or not anything was erased in this process.
   */
  public void suspect() {
    due.compareAndSet(0, 1);
  }

  /**
   * Overwrites in the database's files what erased rows have left there, if anything was erased.
   */
  public void scrub() {
    int left = due.get();
    if (left > 0 && store.maintenance().scrub()) {
      due.compareAndSet(left, left - 1);
    }
  }
}
