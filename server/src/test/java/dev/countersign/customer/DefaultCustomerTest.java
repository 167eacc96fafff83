package dev.countersign.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultCustomerTest {
  @TempDir Path folder;

  private static Optional<CustomerId> meant(TestServer server) {
    return server.core().defaultCustomer.of(Optional.empty());
  }

  private static void delete(TestServer server, Customer customer) {
    assertThat(server.core().customers.delete(customer, Origin.CLI)).isTrue();
  }

  @Test
  void theFirstOneCreatedIsMeantAndAfterItNobody() {
    try (TestServer server = TestServer.start(folder)) {
      assertThat(meant(server)).isEmpty();
      Customer first = server.customer("first");
      Customer second = server.customer("second");
      assertThat(meant(server)).contains(first.id());
      delete(server, second);
      assertThat(meant(server)).contains(first.id());
      server.customer("third");
      delete(server, first);
      assertThat(meant(server)).isEmpty();
      server.customer("fourth");
      assertThat(meant(server)).isEmpty();
    }
  }

  @Test
  void ofCustomersThatWereThereBeforeItWasNotedTheOldestIsMeantAndAfterItNobody() {
    try (TestServer server = TestServer.start(folder)) {
      Customer first = stored(server, "first");
      Customer second = stored(server, "second");
      assertThat(meant(server)).contains(first.id());
      delete(server, first);
      assertThat(meant(server)).isEmpty();
      delete(server, second);
      assertThat(meant(server)).isEmpty();
    }
  }

  private static Customer stored(TestServer server, String name) {
    CustomerId id = new CustomerId(server.core().ids.next());
    Customer customer = new Customer(id, name, name, server.clock().instant());
    return server
        .core()
        .store
        .write(tx -> {
          tx.customers().add(customer);
          return customer;
        });
  }

  @Test
  void theConfiguredOneIsMeantAndNobodyInItsPlace() {
    try (TestServer server = TestServer.start(folder, Map.of("default-customer", "Second"))) {
      server.customer("first");
      assertThat(meant(server)).isEmpty();
      Customer second = server.customer("second");
      assertThat(meant(server)).contains(second.id());
    }
  }
}
