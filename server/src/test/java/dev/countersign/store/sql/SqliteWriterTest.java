package dev.countersign.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.Customer;
import dev.countersign.store.Canaries;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.Samples;
import dev.countersign.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SqliteWriterTest {
  private final Samples samples = new Samples(new MutableClock());
  private Path file;
  private SqliteConnection connection;
  private SqliteWriter writer;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = TestDatabases.sqlite(folder).file();
    connection = SqliteConnection.open(file, false);
    writer = new SqliteWriter(connection, new Listeners());
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private boolean add(Customer customer) {
    return writer.write(tx -> {
      tx.customers().add(customer);
      return true;
    });
  }

  private List<Customer> kept() {
    try (SqliteConnection reader = SqliteConnection.open(file, true)) {
      return new SqlTransaction(reader.handle(), Engine.SQLITE).customers().list();
    }
  }

  @Test
  void aFullDiskIsReportedAndWhatWasCommittedBeforeAndIsAfterwardsIsKept() {
    assertThat(add(samples.customer("before"))).isTrue();
    var _ = connection.handle().execute("PRAGMA max_page_count = 1");
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> writer.write(tx -> fill(tx.canaries())))
        .withMessageContaining("the disk is full; make room on it")
        .havingRootCause()
        .withMessageContaining("full");
    var _ = connection.handle().execute("PRAGMA max_page_count = 1000000");
    assertThat(add(samples.customer("later"))).isTrue();
    assertThat(kept()).extracting(Customer::name).containsExactly("before", "later");
  }

  private static boolean fill(Canaries canaries) {
    for (int i = 0; i < 100; i++) {
      canaries.add(i, new byte[100_000], Instant.EPOCH);
    }
    return true;
  }

  @Test
  void whenTheWholeTransactionIsLostEveryoneInItIsToldAndTheNextGoWell() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
      Future<Boolean> first = executor.submit(() -> writer.write(tx -> wait(held, goOn)));
      held.await();
      Future<Boolean> second = executor.submit(() -> add(samples.customer("second")));
      Future<Boolean> third =
          executor.submit(() ->
              writer.write(tx -> {
                var _ = connection.handle().execute("ROLLBACK");
                throw new IllegalStateException("the disk is full");
              }));
      while (writer.queued() < 2) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertThat(first.get()).isTrue();
      assertThat(second).failsWithin(java.time.Duration.ofSeconds(5));
      assertThat(third).failsWithin(java.time.Duration.ofSeconds(5));
    }
    assertThat(kept()).isEmpty();
    assertThat(add(samples.customer("later"))).isTrue();
  }

  private static boolean wait(CountDownLatch held, CountDownLatch goOn) {
    held.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return true;
  }

  @Test
  void aLockHeldByAnotherProcessIsReportedAndTheNextWriteGoesWell() {
    var _ = connection.handle().execute("PRAGMA busy_timeout = 50");
    try (SqliteConnection other = SqliteConnection.open(file, false)) {
      var _ = other.handle().execute("BEGIN IMMEDIATE");
      assertThatExceptionOfType(StoreUnavailable.class)
          .isThrownBy(() -> add(samples.customer("acme")))
          .havingRootCause()
          .withMessageContaining("locked");
      var _ = other.handle().execute("ROLLBACK");
    }
    assertThat(add(samples.customer("acme"))).isTrue();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aWriteWhoseCallerIsInterruptedIsStillDoneAndTheInterruptKept() {
    Thread.currentThread().interrupt();
    assertThat(add(samples.customer("acme"))).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void closingWhileInterruptedStillCompletesWhatWaits() {
    Thread.currentThread().interrupt();
    writer.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> add(samples.customer("acme")))
        .withMessageContaining("stopping");
  }
}
