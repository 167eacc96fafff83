package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.User;
import dev.countersign.store.sql.Databases;
import dev.countersign.testing.TestDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MaintenanceTest extends StoreContract {
  @Test
  void aHealthyDatabaseAnswersAndHasNoProblems() {
    storedUser(storedCustomer("acme"), "ann");
    store.maintenance().ping();
    assertThat(store.maintenance().description()).containsAnyOf("SQLite 3.", "PostgreSQL 1");
    assertThat(store.maintenance().integrityProblems()).isEmpty();
    assertThat(store.maintenance().busyConnections()).isZero();
    assertThat(store.maintenance().queuedWrites()).isZero();
  }

  @Test
  void aCopyMadeWhileSomebodyWritesIsWholeAndItsOwnersAlone() throws Exception {
    Assumptions.assumeTrue(kind == TestDatabase.SQLITE);
    storedCustomer("acme");
    Path copy = folder.resolve("copy.db");
    AtomicBoolean stop = new AtomicBoolean();
    long before;
    try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
      var _ = executor.submit(() -> countUntil(stop));
      before = number(tx -> tx.counters().next("written"));
      store.maintenance().backup(copy);
      stop.set(true);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    try (Store copied = new Databases.Sqlite(copy).open()) {
      long next = copied.write(tx -> tx.counters().next("written"));
      assertThat(next).isGreaterThan(before);
      assertThat(copied.maintenance().integrityProblems()).isEmpty();
    }
    assertThatExceptionOfType(AlreadyExists.class)
        .isThrownBy(() -> store.maintenance().backup(copy));
    storedCustomer("the store goes on");
  }

  private void countUntil(AtomicBoolean stop) {
    while (!stop.get()) {
      var _ = number(tx -> tx.counters().next("written"));
    }
  }

  @Test
  void postgresPointsToItsOwnToolForCopies() {
    Assumptions.assumeTrue(kind == TestDatabase.POSTGRES);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> store.maintenance().backup(folder.resolve("copy")))
        .withMessageContaining("pg_dump");
  }

  @Test
  void damageIsFound() throws IOException {
    Assumptions.assumeTrue(kind == TestDatabase.SQLITE);
    var customer = storedCustomer("acme");
    List<User> people =
        IntStream.range(0, 2_000).mapToObj(i -> samples.user(customer.id(), "user-" + i)).toList();
    write(tx -> people.forEach(tx.users()::add));
    Path copy = folder.resolve("copy.db");
    store.maintenance().backup(copy);
    scribble(copy);
    try (Store damaged = new Databases.Sqlite(copy).open()) {
      List<String> problems = damaged.maintenance().integrityProblems();
      assertThat(problems).isNotEmpty();
    }
  }

  private static void scribble(Path file) throws IOException {
    try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
      // In the last quarter, past the pages that hold the schema.
      for (long at = random.length() * 3 / 4; at < random.length() - 4_096; at += 4_096) {
        random.seek(at / 4_096 * 4_096);
        random.write(new byte[] {0x77, 0x77, 0x77, 0x77, 0x77, 0x77, 0x77, 0x77});
      }
    }
  }
}
