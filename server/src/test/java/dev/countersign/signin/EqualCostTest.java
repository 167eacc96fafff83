package dev.countersign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.crypto.Secret;
import dev.countersign.device.DeviceProofs;
import dev.countersign.device.PresentedProof;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Device;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.metrics.SignInMetrics;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.UserSignIn.Kind;
import dev.countersign.store.ChangeListener;
import dev.countersign.store.LiveSessions;
import dev.countersign.store.Maintenance;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import dev.countersign.testing.TestServer;
import dev.countersign.user.NewUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way to be refused takes the same steps: a read each of whom it is about and of the network,
 * one write that reserves, one run in the hash pool, one write that concludes. So nobody tells from
 * the time taken whether an account exists.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class EqualCostTest {
  private static final Origin HERE = new Origin("test", "", InetAddress.getLoopbackAddress());

  private TestServer server;
  private CountingStore store;
  private SignInSteps steps;
  private Customer acme;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    var core = server.core();
    store = new CountingStore(core.store);
    Throttle throttle = new Throttle(store, core.clock, core.configuration.throttle());
    SignInMetrics metrics = new SignInMetrics(new SimpleMeterRegistry());
    steps = new SignInSteps(store, throttle, core.pool, core.audit, metrics);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertCost(Runnable attempt) {
    assertCost(2, attempt);
  }

  private void assertCost(int reads, Runnable attempt) {
    long events = server.count("SELECT count(*) FROM audit_event");
    store.reads.set(0);
    store.writes.set(0);
    attempt.run();
    assertThat(store.reads).hasValue(reads);
    assertThat(store.writes).hasValue(2);
    assertThat(server.count("SELECT count(*) FROM audit_event") - events).isEqualTo(1);
  }

  @Test
  void everyRefusedPersonCostsTheSame() {
    User alice = server.user(acme, "alice");
    server.user(acme, "disabled");
    server
        .core()
        .users
        .disable(
            acme.id(),
            server.core().users.find(acme.id(), "disabled").orElseThrow().id(),
            Origin.CLI);
    Profile nobody = new Profile("", "", false, "", "");
    server
        .core()
        .users
        .create(acme.id(), new NewUser("passwordless", nobody, Optional.empty()), Origin.CLI);
    assertThat(alice.password()).isPresent();

    person("nobody", TestServer.PASSWORD);
    person("alice", "wrong");
    person("alice", "");
    person("alice", "x".repeat(513));
    person("alice", "x".repeat(20_000));
    person("disabled", TestServer.PASSWORD);
    person("disabled", "wrong");
    person("passwordless", "wrong");
    person("passwordless", "");
    assertThat(server.count("SELECT count(*) FROM throttle_bucket")).isEqualTo(9);
  }

  @Test
  void everyProofThatDoesNotHoldCostsTheSame() throws Exception {
    alicesPhone();

    proof("alice", "phone");
    proof("alice", "another");
    proof("nobody", "phone");
  }

  /** Somebody with a device that proves itself. */
  private void alicesPhone() throws JOSEException {
    User alice = server.user(acme, "alice");
    Instant now = server.core().clock.instant();
    String key = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
    Device phone = new Device(acme.id(), alice.id(), "phone", "group", "", key, now, now);
    server
        .core()
        .store
        .write(tx -> {
          tx.devices().add(phone);
          return phone;
        });
  }

  private void proof(String name, String device) {
    UserSignIn.Request request =
        new UserSignIn.Request(
            Optional.of(acme.id()),
            name,
            Secret.of(TestServer.PASSWORD),
            Kind.PLAIN,
            Optional.of(device),
            Optional.of(new PresentedProof(device, "e30.e30.AA")),
            HERE);
    store.reads.set(0);
    store.writes.set(0);
    assertThat(userSignIn().signIn(request)).isEqualTo(new Refused<>(Reason.DEVICE_PROOF_INVALID));
    // The person, and the device.
    assertThat(store.reads).as(name).hasValue(2);
    assertThat(store.writes).hasValue(0);
  }

  private UserSignIn userSignIn() {
    var core = server.core();
    DeviceProofs proofs =
        new DeviceProofs(store, core.challenges, core.ring, Duration.ofMinutes(5), core.clock);
    UserSessions sessions =
        new UserSessions(
            core.devices,
            new RefreshSecrets(core.encryption, core.random),
            core.ids,
            core.clock,
            core.configuration.sessions());
    return new UserSignIn(
        store, steps, core.hasher, proofs, sessions, core.factors.register, core.clock);
  }

  private void person(String name, String password) {
    assertCost(() ->
        assertThat(
                userSignIn()
                    .signIn(
                        new UserSignIn.Request(
                            Optional.of(acme.id()),
                            name,
                            Secret.of(password),
                            Kind.PLAIN,
                            Optional.empty(),
                            Optional.empty(),
                            HERE)))
            .isEqualTo(new Refused<>(Reason.WRONG_CREDENTIALS)));
  }

  @Test
  void everyRefusedCustomerCostsTheSame() {
    customer("nobody", TestServer.PASSWORD);
    customer("not a name", TestServer.PASSWORD);
    customer("", TestServer.PASSWORD);
    customer("acme", "wrong");
    customer("acme", "");
    customer("acme", "x".repeat(20_000));
  }

  private void customer(String name, String password) {
    var core = server.core();
    CustomerSignIn signIn =
        new CustomerSignIn(store, steps, core.hasher, core.ids, core.random, core.clock);
    assertCost(() ->
        assertThat(
                signIn.signIn(
                    new CustomerSignIn.Request(
                        name, Secret.of(password), Duration.ofHours(1), HERE)))
            .isEqualTo(new Refused<>(Reason.WRONG_CREDENTIALS)));
  }

  @Test
  void everyFaceWithoutAProvenDeviceCostsTheSame() throws Exception {
    alicesPhone();

    face("nobody", "phone");
    face("alice", "another");
    face("alice", "phone");
  }

  private void face(String name, String device) {
    var core = server.core();
    DeviceProofs proofs =
        new DeviceProofs(store, core.challenges, core.ring, Duration.ofMinutes(5), core.clock);
    UserSessions sessions =
        new UserSessions(
            core.devices,
            new RefreshSecrets(core.encryption, core.random),
            core.ids,
            core.clock,
            core.configuration.sessions());
    FaceSignIn signIn =
        new FaceSignIn(
            store,
            steps,
            new FaceCheck(
                core.faceFeatures.capture, core.faceFeatures.comparison, core.customerSettings),
            proofs,
            sessions);
    FaceSignIn.Request request =
        new FaceSignIn.Request(
            Optional.of(acme.id()), name, "data:", new PresentedProof(device, "e30.e30.AA"), HERE);
    // The device is one more read.
    assertCost(
        3,
        () ->
            assertThat(signIn.signIn(request)).isEqualTo(new Refused<>(Reason.WRONG_CREDENTIALS)));
  }

  /** Counts the transactions. */
  private static final class CountingStore implements Store {
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    private final Store inner;

    CountingStore(Store inner) {
      this.inner = inner;
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
      writes.incrementAndGet();
      return inner.write(work);
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
      reads.incrementAndGet();
      return inner.read(work);
    }

    @Override
    public <T> T snapshot(Function<Transaction, T> work) {
      return inner.snapshot(work);
    }

    @Override
    public LiveSessions live() {
      return inner.live();
    }

    @Override
    public ChangeListener faceChanges() {
      return inner.faceChanges();
    }

    @Override
    public Maintenance maintenance() {
      return inner.maintenance();
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
