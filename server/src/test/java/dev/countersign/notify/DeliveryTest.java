package dev.countersign.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.DeliveryRecord.State;
import dev.countersign.domain.Origin;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.store.NotFound;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
  @TempDir Path folder;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int status = 200;
  private volatile long takesMillis;
  private volatile boolean together;
  private HttpServer receiver;

  @BeforeEach
  void begin() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    receiver.setExecutor(threads);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void end() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aCallbackArrivesSoonAndItsSignatureCanBeChecked() throws Exception {
    try (TestServer server = start(Map.of())) {
      CustomerId customer = server.customer("acme").id();
      callback(server, customer, "{\"ok\":true}");
      await(() -> received.size() == 1);
      Received one = received.getFirst();
      assertThat(one.body()).isEqualTo("{\"ok\":true}");
      assertThat(one.header("Content-Type")).isEqualTo("application/json");
      assertThat(one.header("User-Agent")).isEqualTo("Countersign");
      assertThat(one.header("X-Countersign-Delivery")).matches("[0-9]{18,19}");
      String secret = server.core().messages.callbackSecrets.of(customer).text();
      long time = MutableClock.START.getEpochSecond();
      assertThat(one.header("X-Countersign-Signature"))
          .isEqualTo("t=" + time + ",v1=" + hmac(secret, time + ".{\"ok\":true}"));
      await(() -> server.count("SELECT count(*) FROM outbox") == 0);
      // Counted once it is written down.
      await(() -> metric(server, "callback", "delivered") == 1);
    }
  }

  @Test
  void everyCustomerHasASecretThatStaysAndLiesSealed() {
    try (TestServer server = start(Map.of())) {
      CustomerId acme = server.customer("acme").id();
      CustomerId other = server.customer("other").id();
      CallbackSecrets secrets = server.core().messages.callbackSecrets;
      assertThat(secrets.of(acme)).isEqualTo(secrets.of(acme)).isNotEqualTo(secrets.of(other));
      assertThat(secrets.of(acme).text()).matches("[A-Za-z0-9_-]{43}");
      assertThat(server.rows("SELECT value FROM customer_setting").toString())
          .doesNotContain(secrets.of(acme).text());
    }
  }

  @Test
  void nothingIsSentWhenTheTransactionComesToNothing() {
    try (TestServer server = start(Map.of())) {
      CustomerId customer = server.customer("acme").id();
      assertThatThrownBy(() ->
              server
                  .core()
                  .store
                  .write(tx -> {
                    server
                        .core()
                        .messages
                        .notifications
                        .callback(tx, customer, Optional.empty(), toUs("{}"));
                    throw new IllegalStateException("the feature failed");
                  }))
          .hasMessage("the feature failed");
      pause();
      assertThat(received).isEmpty();
    }
  }

  @Test
  void whatFailsIsTriedAgainLaterUnderTheSameNumberWithAFreshSignature() {
    status = 500;
    try (TestServer server = start(Map.of("outbox.base-delay", "10s"))) {
      CustomerId customer = server.customer("acme").id();
      callback(server, customer, "{}");
      await(() -> metric(server, "callback", "failed") == 1);
      server.core().messages.delivery.wake(Kind.CALLBACK);
      pause();
      assertThat(received).hasSize(1);
      server.clock().advance(Duration.ofSeconds(11));
      server.core().messages.delivery.wake(Kind.CALLBACK);
      await(() -> metric(server, "callback", "failed") == 2);
      status = 204;
      server.clock().advance(Duration.ofSeconds(21));
      server.core().messages.delivery.wake(Kind.CALLBACK);
      await(() -> server.count("SELECT count(*) FROM outbox") == 0);
      assertThat(received).hasSize(3);
      assertThat(received.stream().map(one -> one.header("X-Countersign-Delivery")).distinct())
          .hasSize(1);
      assertThat(received.stream().map(one -> one.header("X-Countersign-Signature")).distinct())
          .hasSize(3);
    }
  }

  @Test
  void aRedirectIsNoDelivery() {
    status = 302;
    try (TestServer server = start(Map.of())) {
      callback(server, server.customer("acme").id(), "{}");
      await(() -> metric(server, "callback", "failed") == 1);
    }
  }

  @Test
  void whoAnswersGoneIsNotCalledAgain() {
    status = 410;
    try (TestServer server = start(Map.of())) {
      CustomerId customer = server.customer("acme").id();
      callback(server, customer, "{}");
      await(() -> server.count("SELECT count(*) FROM outbox WHERE given_up_at IS NULL") == 0);
      assertThat(givenUp(server))
          .singleElement()
          .asString()
          .matches(
              "\\{customer_id="
                  + customer
                  + ", outcome=given_up, dialect=outbox,"
                  + " detail=\\{\"message\":\"[0-9]+\",\"kind\":\"callback\",\"attempts\":1,"
                  + "\"reason\":\"HTTP status 410\"}}");
      await(() -> metric(server, "callback", "given_up") == 1);
    }
  }

  @Test
  void whatBecameOfAMessageIsWrittenDownWithoutWhatItSaid() {
    status = 500;
    try (TestServer server = start(Map.of("outbox.base-delay", "10s"))) {
      CustomerId customer = server.customer("acme").id();
      callback(server, customer, "{\"event\":\"user_created\",\"userName\":\"ann\"}");
      await(() -> metric(server, "callback", "failed") == 1);
      DeliveryRecord failed = only(server, customer);
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      assertThat(failed.what()).isEqualTo("user_created");
      assertThat(failed.destination()).isEqualTo(url);
      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(failed.reason()).isEqualTo("HTTP status 500");
      assertThat(failed.attempts()).isEqualTo(1);
      assertThat(failed.nextAttemptAt()).isAfter(server.clock().instant());
      status = 204;
      server.clock().advance(Duration.ofSeconds(11));
      server.core().messages.delivery.wake(Kind.CALLBACK);
      await(() -> server.count("SELECT count(*) FROM outbox") == 0);
      DeliveryRecord delivered = only(server, customer);
      assertThat(delivered.id()).isEqualTo(failed.id());
      assertThat(delivered.state()).isEqualTo(State.DELIVERED);
      assertThat(delivered.reason()).isEqualTo("HTTP status 204");
      assertThat(delivered.attempts()).isEqualTo(2);
      assertThat(delivered.nextAttemptAt()).isNull();
      assertThat(server.rows("SELECT * FROM delivery").toString()).doesNotContain("ann");
    }
  }

  @Test
  void whatWasGivenUpIsSentAgainWhileItIsKept() {
    status = 410;
    try (TestServer server = start(Map.of())) {
      CustomerId customer = server.customer("acme").id();
      CustomerId other = server.customer("other").id();
      callback(server, customer, "{}");
      await(() -> server.count("SELECT count(*) FROM outbox WHERE given_up_at > 0") == 1);
      DeliveryRecord lost = only(server, customer);
      DeliveryLog log = server.core().messages.log;
      assertThat(log.find(customer, lost.id()).orElseThrow().repeatable()).isTrue();
      assertThatThrownBy(() -> log.repeat(other, lost.id(), Origin.CLI))
          .isInstanceOf(NotFound.class);
      status = 200;
      log.repeat(customer, lost.id(), Origin.CLI);
      await(() -> server.count("SELECT count(*) FROM outbox") == 0);
      assertThat(only(server, customer).state()).isEqualTo(State.DELIVERED);
      assertThat(received).hasSize(2);
      assertThatThrownBy(() -> log.repeat(customer, lost.id(), Origin.CLI))
          .isInstanceOf(NotFound.class);
      assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'delivery_repeated'"))
          .isEqualTo(1);
    }
  }

  @Test
  void whatIsOldIsForgotten() {
    status = 410;
    try (TestServer server = start(Map.of())) {
      CustomerId customer = server.customer("acme").id();
      callback(server, customer, "{}");
      await(() -> server.count("SELECT count(*) FROM outbox WHERE given_up_at > 0") == 1);
      server.clock().advance(Duration.ofDays(8));
      var _ = server.core().housekeeping.sweep();
      assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
      assertThat(only(server, customer).state()).isEqualTo(State.GIVEN_UP);
      server.clock().advance(Duration.ofDays(23));
      var _ = server.core().housekeeping.sweep();
      assertThat(server.count("SELECT count(*) FROM delivery")).isZero();
    }
  }

  private static DeliveryRecord only(TestServer server, CustomerId customer) {
    List<DeliveryRecord> all =
        server
            .core()
            .messages
            .log
            .list(customer, Optional.empty(), Optional.empty(), Long.MAX_VALUE, 9);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void deliveryIsGivenUpWhenTheMessageIsTooOld() {
    status = 503;
    try (TestServer server = start(Map.of("outbox.max-age", "1h", "outbox.base-delay", "50m"))) {
      callback(server, server.customer("acme").id(), "{}");
      await(() -> metric(server, "callback", "failed") == 1);
      server.clock().advance(Duration.ofMinutes(51));
      server.core().messages.delivery.wake(Kind.CALLBACK);
      await(() -> server.count("SELECT count(*) FROM outbox WHERE given_up_at IS NULL") == 0);
      assertThat(received).hasSize(2);
      assertThat(givenUp(server)).singleElement().asString().contains("HTTP status 503");
    }
  }

  @Test
  void aHostThatIsNotAllowedIsAuditedOnceAndNotCalled() {
    try (TestServer server = start(Map.of("outgoing.allow-private", ""))) {
      CustomerId customer = server.customer("acme").id();
      callback(server, customer, "{}");
      await(() -> metric(server, "callback", "failed") == 1);
      server.clock().advance(Duration.ofHours(2));
      server.core().messages.delivery.wake(Kind.CALLBACK);
      await(() -> metric(server, "callback", "failed") == 2);
      assertThat(received).isEmpty();
      assertThat(server.rows("SELECT outcome FROM audit_event WHERE kind = 'outgoing_refused'"))
          .containsExactly(Map.of("outcome", "port"));
    }
  }

  @Test
  void whatANodeLeftBehindIsDeliveredByTheNextOne() {
    MutableClock clock = new MutableClock();
    try (TestServer server = start(Map.of(), clock)) {
      CustomerId customer = server.customer("acme").id();
      // Taken out in the moment it was put in, by somebody who then is heard of no more.
      server
          .core()
          .store
          .write(tx -> {
            server
                .core()
                .messages
                .notifications
                .callback(tx, customer, Optional.empty(), toUs("{}"));
            var now = clock.instant();
            return tx.outbox().lease(Kind.CALLBACK, now, now.plus(Lane.LEASE), 1);
          });
      pause();
      assertThat(received).isEmpty();
    }
    clock.advance(Lane.LEASE);
    try (TestServer server = start(Map.of(), clock)) {
      await(() -> server.count("SELECT count(*) FROM outbox") == 0);
      assertThat(received).hasSize(1);
    }
  }

  @Test
  void closingWaitsForWhatIsUnderWay() {
    takesMillis = 500;
    MutableClock clock = new MutableClock();
    try (TestServer server = start(Map.of(), clock)) {
      callback(server, server.customer("acme").id(), "{}");
      await(() -> received.size() == 1);
    }
    try (TestServer server = start(Map.of(), clock)) {
      assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
    }
    assertThat(received).hasSize(1);
  }

  @Test
  void twoNodesNeverDeliverTheSameMessageTogether() {
    takesMillis = 20;
    MutableClock clock = new MutableClock();
    var database = TestDatabases.postgres();
    try (TestServer one = TestServer.start(folder, settings(Map.of()), clock, database);
        TestServer two = TestServer.start(folder, settings(Map.of()), clock, database)) {
      CustomerId customer = one.customer("acme").id();
      for (int i = 0; i < 30; i++) {
        callback(one, customer, "{}");
        callback(two, customer, "{}");
      }
      await(() -> one.count("SELECT count(*) FROM outbox") == 0);
      await(
          () -> metric(one, "callback", "delivered") + metric(two, "callback", "delivered") == 60);
      assertThat(metric(one, "callback", "delivered")).isPositive();
      assertThat(metric(two, "callback", "delivered")).isPositive();
      assertThat(received).hasSize(60);
      assertThat(underWay).hasSize(60);
      assertThat(together).isFalse();
    }
  }

  @Test
  void mailGoesToEveryReceiverByItselfAndIsUnreadableInTheDatabase() throws Exception {
    GreenMail mail = MailReceivers.create();
    mail.start();
    int port = mail.getSmtp().getPort();
    Map<String, String> more =
        Map.of(
            "mail.host", "127.0.0.1",
            "mail.port", Integer.toString(port),
            "mail.from", "login@auth.example",
            "mail.security", "none");
    try (TestServer server = start(more)) {
      Mail two =
          new Mail(
              Optional.empty(), List.of("ann@example.org", "bob@example.org"), "Code", "123456");
      server
          .core()
          .store
          .write(tx -> {
            server.core().messages.notifications.mail(tx, Optional.empty(), Optional.empty(), two);
            return true;
          });
      assertThat(mail.waitForIncomingEmail(15_000, 2)).isTrue();
      await(() -> server.count("SELECT count(*) FROM outbox") == 0);
      for (var message : mail.getReceivedMessages()) {
        assertThat(message.getAllRecipients()).hasSize(1);
      }
      assertThat(two).hasToString("Mail[…]");
    } finally {
      mail.stop();
    }
  }

  @Test
  void mailWaitsUntilAMailServerIsConfigured() {
    MutableClock clock = new MutableClock();
    try (TestServer server = start(Map.of(), clock)) {
      assertThat(server.core().messages.delivery.problems())
          .containsExactly("mail.host is not configured");
      server
          .core()
          .store
          .write(tx -> {
            Mail mail = Mail.to("ann@example.org", "Code", "the-code-123456");
            server.core().messages.notifications.mail(tx, Optional.empty(), Optional.empty(), mail);
            return true;
          });
      await(() -> metric(server, "mail", "failed") == 1);
      byte[] sealed =
          (byte[])
              server.rows("SELECT sealed_payload FROM outbox").getFirst().get("sealed_payload");
      assertThat(new String(sealed, UTF_8)).doesNotContain("123456");
    }
    GreenMail mail = MailReceivers.create();
    mail.start();
    clock.advance(Duration.ofMinutes(1));
    Map<String, String> more =
        Map.of(
            "mail.host", "127.0.0.1",
            "mail.port", Integer.toString(mail.getSmtp().getPort()),
            "mail.from", "login@auth.example",
            "mail.security", "none");
    try (TestServer server = start(more, clock)) {
      assertThat(server.core().messages.delivery.problems()).isEmpty();
      assertThat(mail.waitForIncomingEmail(15_000, 1)).isTrue();
    } finally {
      mail.stop();
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    Received one =
        new Received(headers, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    received.add(one);
    AtomicInteger now =
        underWay.computeIfAbsent(one.header("X-Countersign-Delivery"), id -> new AtomicInteger());
    if (now.incrementAndGet() > 1) {
      together = true;
    }
    sleep(takesMillis);
    now.decrementAndGet();
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private TestServer start(Map<String, String> more) {
    return start(more, new MutableClock());
  }

  private TestServer start(Map<String, String> more, MutableClock clock) {
    return TestServer.start(folder, settings(more), clock);
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("outgoing.allow-http", "true");
    settings.put("outgoing.allow-private", "127.0.0.1:" + receiver.getAddress().getPort());
    settings.putAll(more);
    return settings;
  }

  private Callback toUs(String body) {
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    return new Callback(url, body.getBytes(UTF_8));
  }

  private void callback(TestServer server, CustomerId customer, String body) {
    server
        .core()
        .store
        .write(tx -> {
          server.core().messages.notifications.callback(tx, customer, Optional.empty(), toUs(body));
          return true;
        });
  }

  private static List<Map<String, Object>> givenUp(TestServer server) {
    return server.rows(
        "SELECT customer_id, outcome, dialect, detail FROM audit_event"
            + " WHERE kind = 'delivery_given_up'");
  }

  private static double metric(TestServer server, String kind, String outcome) {
    return server
        .core()
        .registry
        .counter("countersign.deliveries", "kind", kind, "outcome", outcome)
        .count();
  }

  private static String hmac(String secret, String signed) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      sleep(10);
    }
  }

  private static void pause() {
    sleep(300);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came. */
  private record Received(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("")).getFirst();
    }
  }
}
