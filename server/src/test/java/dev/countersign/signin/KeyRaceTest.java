package dev.countersign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key used while it is being removed, on PostgreSQL, where writers do not take turns. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class KeyRaceTest {
  private static final Origin HERE = new Origin("test", "", InetAddress.getLoopbackAddress());

  private TestServer server;
  private Customer acme;
  private NewKey backend;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder, Map.of(), new MutableClock(), TestDatabases.postgres());
    acme = server.customer("acme");
    backend = server.core().apiKeys.create(acme.id(), "backend", Scope.all(), Origin.CLI);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Secret text() {
    return Secret.of(backend.secret().text());
  }

  private SignInResult<CustomerSignIn.Grant> signIn() {
    return server
        .core()
        .signIn
        .customers
        .signIn(new CustomerSignIn.Request("acme", text(), Duration.ofHours(1), HERE));
  }

  private SignInResult<NewKey> replace() {
    return server
        .core()
        .signIn
        .keyReplacement
        .replace(new KeyReplacement.Request(acme.id(), "acme", text(), HERE));
  }

  private long events(String outcome) {
    return server.count(
        "SELECT count(*) FROM audit_event WHERE dialect = 'test' AND outcome = ?", outcome);
  }

  @Test
  void aSignInThatMeetsTheKeysRemovalIsRefusedAndInTheTrail() throws Exception {
    CountDownLatch removed = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ApiKey key = backend.key();
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      Future<Boolean> removal =
          executor.submit(() ->
              server
                  .core()
                  .store
                  .<Boolean>write(tx -> {
                    boolean gone = tx.apiKeys().delete(key.id());
                    removed.countDown();
                    return gone && waited(goOn);
                  }));
      assertThat(waited(removed)).isTrue();
      // The removal is not committed: the sign-in still finds the key, and then waits for it.
      Future<SignInResult<CustomerSignIn.Grant>> signIn = executor.submit(this::signIn);
      while (server.count(
                  "SELECT count(*) FROM pg_stat_activity"
                      + " WHERE wait_event_type = 'Lock' AND datname = current_database()")
              == 0
          && !removal.isDone()) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      assertThat(removal.get()).isTrue();
      assertThat(signIn.get()).isEqualTo(new Refused<>(Reason.WRONG_CREDENTIALS));
    }
    assertThat(events("wrong_credentials")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void ofManyWhoReplaceAKeyAtOnceOneDoesAndTheOthersAreRefused() throws Exception {
    List<Callable<SignInResult<NewKey>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(this::replace);
    }
    int replaced = 0;
    int refused = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      for (Future<SignInResult<NewKey>> call : executor.invokeAll(calls)) {
        if (call.get() instanceof SignedIn<NewKey>) {
          replaced++;
        } else {
          assertThat(call.get()).isEqualTo(new Refused<>(Reason.WRONG_CREDENTIALS));
          refused++;
        }
      }
    }
    assertThat(replaced).isEqualTo(1);
    assertThat(refused).isEqualTo(7);
    assertThat(events("success")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM api_key WHERE label = 'backend'")).isEqualTo(1);
  }
}
