package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.store.sql.Databases;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.OnEveryDatabase;
import dev.countersign.testing.Samples;
import dev.countersign.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A fresh store for each test, on each database in turn. */
@OnEveryDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class StoreContract {
  @Parameter TestDatabase kind;

  final MutableClock clock = new MutableClock();
  final Samples samples = new Samples(clock);
  Path folder;
  Databases database;
  Store store;

  @BeforeEach
  void open(@TempDir Path dir) {
    folder = dir;
    database = kind.fresh(dir);
    store = database.open();
  }

  @AfterEach
  void close() {
    store.close();
  }

  Instant now() {
    return clock.instant();
  }

  void write(Consumer<Transaction> work) {
    boolean done =
        store.write(tx -> {
          work.accept(tx);
          return true;
        });
    assertThat(done).isTrue();
  }

  /** What a writing call answered. */
  boolean answer(Function<Transaction, Boolean> work) {
    return store.write(work);
  }

  /** The number a writing call answered. */
  long number(Function<Transaction, ? extends Number> work) {
    return store.<Number>write(work::apply).longValue();
  }

  <T> T read(Function<Transaction, T> work) {
    return store.read(work);
  }

  <T> List<T> list(Function<Transaction, List<T>> work) {
    return store.read(work);
  }

  <T> Optional<T> find(Function<Transaction, Optional<T>> work) {
    return store.read(work);
  }

  Customer storedCustomer(String name) {
    Customer customer = samples.customer(name);
    write(tx -> tx.customers().add(customer));
    return customer;
  }

  User storedUser(Customer customer, String name) {
    User user = samples.user(customer.id(), name);
    write(tx -> tx.users().add(user));
    return user;
  }

  ApiKey storedKey(Customer customer, String label) {
    ApiKey key = samples.apiKey(customer.id(), label);
    write(tx -> tx.apiKeys().add(key));
    return key;
  }

  Session stored(Session session) {
    write(tx -> tx.sessions().add(session));
    return session;
  }

  /** Runs the call in so many threads at once; what each returned, in no order. */
  static <T> List<T> together(int threads, Callable<T> call) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(call);
      }
      for (Future<T> future : executor.invokeAll(calls)) {
        results.add(future.get());
      }
    }
    return results;
  }
}
