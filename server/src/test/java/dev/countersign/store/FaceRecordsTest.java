package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.domain.Customer;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.FaceEpoch;
import dev.countersign.domain.OneTimeCode;
import dev.countersign.domain.User;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaceRecordsTest extends StoreContract {
  @Test
  void changesAreReadInTheOrderOfTheirCommits() throws Exception {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    together(
        8,
        () ->
            store.write(tx -> {
              tx.faceChanges().append(acme.id(), ann.id(), FaceChange.Kind.STORED, now());
              return true;
            }));
    assertThat(number(tx -> tx.faceChanges().newest())).isEqualTo(8);
    assertThat(changesAfter(0))
        .extracting(FaceChange::seq)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(changesAfter(7))
        .extracting(FaceChange::customerId, FaceChange::userId, FaceChange::kind)
        .containsExactly(tuple(acme.id(), ann.id(), FaceChange.Kind.STORED));
    assertThat(changesAfter(8)).isEmpty();
  }

  @Test
  void aChangeThatCameToNothingLeavesNoGap() {
    Customer acme = storedCustomer("acme");
    write(tx -> tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now()));
    try {
      write(tx -> {
        tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now());
        throw new NotFound("it");
      });
    } catch (NotFound expected) {
      write(tx -> tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now()));
    }
    assertThat(changesAfter(0)).extracting(FaceChange::seq).containsExactly(1L, 2L);
  }

  @Test
  void whoFellTooFarBehindIsToldSo() {
    Customer acme = storedCustomer("acme");
    write(tx -> tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now()));
    clock.advance(Duration.ofDays(1));
    write(tx -> tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now()));
    assertThat(number(tx -> tx.faceChanges().deleteBefore(now(), 10))).isEqualTo(1);
    assertThat(find(tx -> tx.faceChanges().after(0, 10))).isEmpty();
    assertThat(changesAfter(1)).hasSize(1);
    clock.advance(Duration.ofDays(1));
    assertThat(number(tx -> tx.faceChanges().deleteBefore(now(), 10))).isEqualTo(1);
    assertThat(find(tx -> tx.faceChanges().after(1, 10))).isEmpty();
    assertThat(changesAfter(2)).isEmpty();
  }

  @Test
  void whoListensIsWokenAfterTheCommit() throws Exception {
    Customer acme = storedCustomer("acme");
    Semaphore woken = new Semaphore(0);
    var subscription = store.faceChanges().subscribe(woken::release);
    // The connection that tells of changes may just be opening; that wakes too.
    for (int i = 0; i < 100 && woken.availablePermits() == 0; i++) {
      write(tx -> tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now()));
      woken.tryAcquire(100, TimeUnit.MILLISECONDS);
      woken.drainPermits();
      write(tx -> tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now()));
      if (woken.tryAcquire(2, TimeUnit.SECONDS)) {
        break;
      }
    }
    woken.drainPermits();
    write(tx -> tx.faceChanges().append(acme.id(), null, FaceChange.Kind.ALL, now()));
    assertThat(woken.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    subscription.close();
  }

  @Test
  void aCodeHasFiveTriesHoweverManyAskAtOnce() throws Exception {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User bob = storedUser(storedCustomer("other"), "bob");
    byte[] digest = {1, 2, 3};
    write(tx -> tx.oneTimeCodes().add(code(ann, digest)));
    assertThat(taken(bob, digest)).isEmpty();
    List<Boolean> tries = together(8, () -> taken(ann, digest).isPresent());
    assertThat(Collections.frequency(tries, true)).isEqualTo(5);
    assertThat(taken(ann, digest)).isEmpty();
  }

  @Test
  void aCodeIsUsedOnceAndBeforeItExpires() throws Exception {
    User ann = storedUser(storedCustomer("acme"), "ann");
    byte[] digest = {1, 2, 3};
    write(tx -> tx.oneTimeCodes().add(code(ann, digest)));
    OneTimeCode code = taken(ann, digest).orElseThrow();
    assertThat(code.triesLeft()).isEqualTo(4);
    assertThat(code.approves()).isEqualTo("authenticate");
    List<Boolean> used =
        together(4, () -> store.write(tx -> tx.oneTimeCodes().use(ann.customerId(), digest)));
    assertThat(Collections.frequency(used, true)).isEqualTo(1);
    write(tx -> tx.oneTimeCodes().add(code(ann, digest)));
    clock.advance(Duration.ofMinutes(5));
    assertThat(taken(ann, digest)).isEmpty();
    assertThat(number(tx -> tx.oneTimeCodes().deleteExpired(now(), 10))).isEqualTo(1);
  }

  @Test
  void aReceiptOutlivesThePersonAndSaysWhetherItsEpochIsDestroyed() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    ErasureReceipt receipt = receipt(ann, 9, 1);
    write(tx -> {
      tx.erasureReceipts().add(receipt);
      tx.erasureReceipts().add(receipt(ann, 10, 2));
      tx.users().delete(ann.customerId(), ann.id());
    });
    assertThat(find(tx -> tx.erasureReceipts().find(ann.customerId(), 9))).contains(receipt);
    assertThat(receipt.complete()).isFalse();
    assertThat(number(tx -> tx.erasureReceipts().epochsDestroyedBefore(2, now()))).isEqualTo(1);
    assertThat(list(tx -> tx.erasureReceipts().list(ann.customerId(), 0, 10)))
        .extracting(ErasureReceipt::complete)
        .containsExactly(true, false);
  }

  @Test
  void epochsFollowOneAnother() {
    OptionalLong none = store.read(tx -> tx.faceEpochs().current());
    assertThat(none).isEmpty();
    assertThat(answer(tx -> tx.faceEpochs().begin(epoch(1)))).isTrue();
    assertThat(answer(tx -> tx.faceEpochs().begin(epoch(1)))).isFalse();
    assertThat(answer(tx -> tx.faceEpochs().begin(epoch(3)))).isFalse();
    assertThat(answer(tx -> tx.faceEpochs().begin(epoch(2)))).isTrue();
    OptionalLong held = store.write(tx -> tx.faceEpochs().hold());
    assertThat(held).hasValue(2);
    write(tx -> tx.faceEpochs().destroyedBefore(2, now()));
    assertThat(list(tx -> tx.faceEpochs().list()))
        .extracting(FaceEpoch::number, epoch -> Optional.ofNullable(epoch.destroyedAt()))
        .containsExactly(tuple(1L, Optional.of(now())), tuple(2L, Optional.empty()));
  }

  @Test
  void aCustomerHasASecretForEachRotation() {
    Customer acme = storedCustomer("acme");
    assertThat(answer(tx -> tx.faceSecrets().add(acme.id(), 1, new byte[] {1}, now()))).isTrue();
    assertThat(answer(tx -> tx.faceSecrets().add(acme.id(), 1, new byte[] {2}, now()))).isFalse();
    assertThat(answer(tx -> tx.faceSecrets().add(acme.id(), 2, new byte[] {3}, now()))).isTrue();
    assertThat(read(tx -> tx.faceSecrets().all(acme.id())).keySet()).containsExactly(1L, 2L);
    write(tx -> tx.faceSecrets().deleteBefore(acme.id(), 2));
    assertThat(read(tx -> tx.faceSecrets().all(acme.id())).get(2L)).containsExactly(3);
  }

  private List<FaceChange> changesAfter(long seq) {
    return find(tx -> tx.faceChanges().after(seq, 100)).orElseThrow();
  }

  private Optional<OneTimeCode> taken(User user, byte[] digest) {
    return store.write(tx -> tx.oneTimeCodes().takeTry(user.customerId(), digest, now()));
  }

  private OneTimeCode code(User user, byte[] digest) {
    return new OneTimeCode(
        digest,
        user.customerId(),
        user.id(),
        "authenticate",
        new byte[] {5},
        5,
        now().plus(Duration.ofMinutes(5)));
  }

  private ErasureReceipt receipt(User user, long id, long epoch) {
    return new ErasureReceipt(
        user.customerId(),
        id,
        user.id(),
        now(),
        epoch,
        new ErasureReceipt.Counts(1, 3, 2, 1),
        null);
  }

  private FaceEpoch epoch(long number) {
    return new FaceEpoch(number, new byte[] {1}, now(), null);
  }
}
