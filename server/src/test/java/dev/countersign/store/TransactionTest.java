package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransactionTest extends StoreContract {
  @Test
  void workThatThrowsKeepsNothingAndItsExceptionReachesTheCaller() {
    Customer customer = samples.customer("acme");
    IllegalArgumentException thrown = new IllegalArgumentException("changed my mind");
    assertThatThrownBy(() ->
            write(tx -> {
              tx.customers().add(customer);
              throw thrown;
            }))
        .isSameAs(thrown);
    assertThat(list(tx -> tx.customers().list())).isEmpty();
  }

  @Test
  void anErrorKeepsNothingReachesTheCallerAndLeavesTheStoreAtWork() {
    Customer customer = samples.customer("acme");
    AssertionError thrown = new AssertionError("broken");
    assertThatThrownBy(() ->
            write(tx -> {
              tx.customers().add(customer);
              throw thrown;
            }))
        .isSameAs(thrown);
    assertThat(list(tx -> tx.customers().list())).isEmpty();
    storedCustomer("acme");
    assertThat(list(tx -> tx.customers().list())).hasSize(1);
  }

  @Test
  void workSeesItsOwnWritesAndReadersSeeThemOnlyOnceCommitted() {
    Customer customer = samples.customer("acme");
    write(tx -> {
      tx.customers().add(customer);
      assertThat(tx.customers().byId(customer.id())).contains(customer);
      assertThat(find(other -> other.customers().byId(customer.id()))).isEmpty();
    });
    assertThat(find(tx -> tx.customers().byId(customer.id()))).contains(customer);
  }

  @Test
  void aWriteInsideAWriteIsRefused() {
    Customer customer = samples.customer("acme");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> write(tx -> write(other -> other.customers().add(customer))));
    storedCustomer("acme");
  }

  @Test
  void aReadInsideAWriteLeavesTheWriteAble() {
    write(tx -> {
      assertThat(list(other -> other.customers().list())).isEmpty();
      tx.customers().add(samples.customer("acme"));
    });
    assertThat(list(tx -> tx.customers().list())).hasSize(1);
  }

  @Test
  void aFailingJobAmongManyTakesNothingWithIt() throws Exception {
    AtomicInteger number = new AtomicInteger();
    List<Boolean> kept =
        together(
            60,
            () -> {
              int mine = number.incrementAndGet();
              Customer customer = samples.customer("customer-" + mine);
              try {
                write(tx -> {
                  tx.customers().add(customer);
                  if (mine % 3 == 0) {
                    throw new IllegalStateException("no");
                  }
                });
                return true;
              } catch (IllegalStateException e) {
                return false;
              }
            });
    assertThat(kept).filteredOn(Boolean::booleanValue).hasSize(40);
    assertThat(list(tx -> tx.customers().list())).hasSize(40);
  }

  @Test
  void statementsThatFailTakeNothingOfOthersWithThem() throws Exception {
    User nobody = samples.user(samples.customer("never stored").id(), "bob");
    AtomicInteger number = new AtomicInteger();
    List<Boolean> kept =
        together(
            30,
            () -> {
              int mine = number.incrementAndGet();
              Customer customer = samples.customer("customer-" + mine);
              try {
                write(tx -> {
                  tx.customers().add(customer);
                  if (mine % 3 == 0) {
                    tx.users().add(nobody);
                  }
                });
                return true;
              } catch (ChangedMeanwhile e) {
                return false;
              }
            });
    assertThat(kept).filteredOn(Boolean::booleanValue).hasSize(20);
    assertThat(list(tx -> tx.customers().list())).hasSize(20);
  }

  @Test
  void aRowWhoseOwnerIsGoneIsChangedMeanwhile() {
    User nobody = samples.user(samples.customer("never stored").id(), "bob");
    assertThatExceptionOfType(ChangedMeanwhile.class)
        .isThrownBy(() -> write(tx -> tx.users().add(nobody)));
    assertThatExceptionOfType(ChangedMeanwhile.class)
        .isThrownBy(() -> stored(samples.session(nobody, "phone_1")));
  }

  @Test
  void anIdentityThatIsTakenIsAlreadyExists() {
    Session session = samples.session(storedUser(storedCustomer("acme"), "ann"), "phone_1");
    stored(session);
    assertThatExceptionOfType(AlreadyExists.class).isThrownBy(() -> stored(session));
  }

  @Test
  void noExceptionTellsTheValuesOfTheRow() {
    User user = samples.user(samples.customer("never stored").id(), "secretive-name");
    assertThatThrownBy(() -> write(tx -> tx.users().add(user)))
        .satisfies(TransactionTest::saysNothingPersonal);
    Session session = samples.session(storedUser(storedCustomer("acme"), "ann"), "secretive-name");
    stored(session);
    assertThatThrownBy(() -> stored(session)).satisfies(TransactionTest::saysNothingPersonal);
  }

  private static void saysNothingPersonal(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      assertThat(String.valueOf(cause.getMessage()))
          .doesNotContain("secretive-name", "argon2id", "ann@example.org");
    }
  }

  @Test
  void readersCannotWrite() {
    Customer customer = samples.customer("acme");
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() ->
            read(tx -> {
              tx.customers().add(customer);
              return true;
            }));
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> read(tx -> tx.customers().delete(customer.id())));
    assertThat(list(tx -> tx.customers().list())).isEmpty();
  }

  @Test
  void workThatLeavesItsThreadInterruptedHarmsNobody() {
    write(tx -> Thread.currentThread().interrupt());
    var _ = Thread.interrupted();
    storedCustomer("acme");
    assertThat(list(tx -> tx.customers().list())).hasSize(1);
  }

  @Test
  void closeCompletesWritesUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Customer customer = samples.customer("acme");
    try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
      Future<Boolean> writing =
          executor.submit(() ->
              store.write(tx -> {
                begun.countDown();
                pause(Duration.ofMillis(300));
                tx.customers().add(customer);
                return true;
              }));
      begun.await();
      store.close();
      assertThat(writing.get(10, TimeUnit.SECONDS)).isTrue();
    }
    try (Store again = database.open()) {
      List<Customer> kept = again.read(tx -> tx.customers().list());
      assertThat(kept).containsExactly(customer);
    }
  }

  @Test
  void whoeverComesWhileItClosesIsAnsweredOneWayOrTheOther() throws Exception {
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        var _ = executor.submit(() -> writeUntilClosed(done));
      }
      pause(Duration.ofMillis(200));
      store.close();
    }
    try (Store again = database.open()) {
      long next = again.write(tx -> tx.counters().next("written"));
      assertThat(next).isEqualTo(done.get() + 1L);
    }
  }

  private void writeUntilClosed(AtomicInteger done) {
    while (true) {
      try {
        Long written = store.write(tx -> tx.counters().next("written"));
        Objects.requireNonNull(written);
        done.incrementAndGet();
      } catch (StoreUnavailable e) {
        return;
      }
    }
  }

  @Test
  void aClosedStoreRefusesAtOnceAndMayBeClosedAgain() {
    store.close();
    store.close();
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> storedCustomer("acme"));
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> read(tx -> tx.customers().list()));
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> store.live().byToken(new byte[32], now()));
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
