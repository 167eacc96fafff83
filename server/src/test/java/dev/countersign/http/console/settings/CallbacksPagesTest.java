package dev.countersign.http.console.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.FormFields;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class CallbacksPagesTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer receiver;
  private String hook;
  private TestServer server;
  private Customer acme;
  private Customer other;
  private PageClient alice;
  private String path;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    receiver.createContext("/", this::receive);
    receiver.start();
    int port = receiver.getAddress().getPort();
    hook = "http://127.0.0.1:" + port + "/hook";
    Map<String, String> settings =
        Map.of("outgoing.allow-http", "true", "outgoing.allow-private", "127.0.0.1:" + port);
    server = TestServer.start(folder, settings);
    acme = server.customer("acme");
    other = server.customer("other");
    alice = new ConsoleStage(server).administrator(acme, "alice");
    path = "/console/customers/" + acme.id() + "/callbacks";
  }

  @AfterEach
  void stop() {
    server.close();
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    received.add(
        exchange.getRequestHeaders().getFirst("X-Countersign-Signature")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private Map<String, String> fields() {
    return new HashMap<>(FormFields.of(alice.get(path).body(), path));
  }

  private void saveHook() {
    Map<String, String> fields = fields();
    fields.put("account.webhook-url", hook + "?key=s3cretkey");
    assertThat(alice.post(path, fields).status()).isEqualTo(303);
  }

  /** The page once its message was tried so often. */
  private String tried(String page, String mark) throws InterruptedException {
    Answer answer = alice.get(page);
    for (int i = 0; i < 1000 && !answer.body().contains(mark); i++) {
      Thread.sleep(20);
      answer = alice.get(page);
    }
    assertThat(answer.body()).contains(mark);
    return answer.body();
  }

  private long acts(String kind) {
    return server.count(
        "SELECT count(*) FROM audit_event WHERE kind = '"
            + kind
            + "' AND actor LIKE 'user:"
            + acme.id()
            + "/%'");
  }

  @Test
  void urlsAndEventsAreSavedAndWhatMayNotBeCalledIsSaidAtItsField() {
    Map<String, String> fields = fields();
    fields.put("callback.enrolment_accepted", "https://elsewhere.example/");
    fields.put("account.webhook-url", "nonsense");
    Answer refused = alice.post(path, fields);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "id=\"callback.enrolment_accepted-problem\"", "id=\"account.webhook-url-problem\"");
    assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();

    fields.put("callback.enrolment_accepted", hook);
    fields.put("account.webhook-url", hook);
    fields.put("account.webhook-events.user_created", "yes");
    fields.put("account.webhook-events.user_deleted", "yes");
    assertThat(alice.post(path, fields).status()).isEqualTo(303);
    assertThat(server.core().customerSettings.account(acme.id()).webhookEvents())
        .containsExactlyInAnyOrder("user_created", "user_deleted");
    assertThat(fields()).containsEntry("account.webhook-events.user_deleted", "yes");
    assertThat(alice.get(path).body()).contains("Send test: Face enrolled");
  }

  @Test
  void aTestIsSentSignedAndItsOutcomeShown() throws InterruptedException {
    assertThat(alice.get(path).body()).contains("There is no URL yet.");
    saveHook();

    Answer sent = alice.post(path + "/test", Map.of("which", "account.webhook-url"));
    assertThat(sent.header("Location")).contains("/deliveries/").endsWith("?done=test-sent");
    String page = sent.header("Location").substring(0, sent.header("Location").indexOf('?'));
    String shown = tried(page, ">delivered<");

    assertThat(shown).contains("HTTP status 200", hook, ">test<").doesNotContain("s3cretkey");
    assertThat(received).singleElement().asString().contains(",v1=", "\"event\":\"test\"");
    assertThat(acts("delivery_tested")).isEqualTo(1);
    String list = alice.get(path.replace("/callbacks", "/deliveries")).body();
    assertThat(list).contains(hook, ">delivered<", "HTTP status 200");
    assertThat(
            alice
                .get(path.replace("/callbacks", "/deliveries") + "?state=failed&kind=callback")
                .body())
        .contains("Nothing matches this filter.");
  }

  @Test
  void anAdministratorSendsTenTestsAMinute() {
    saveHook();
    Map<String, String> which = Map.of("which", "account.webhook-url");
    for (int i = 0; i < 10; i++) {
      assertThat(alice.post(path + "/test", which).status()).isEqualTo(303);
    }

    Answer refused = alice.post(path + "/test", which);
    alice.get(path);
    Answer mail = alice.post(path.replace("/callbacks", "/mails/test"), Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("You sent 10 test messages within a minute; try again in");
    assertThat(mail.status()).isEqualTo(422);
    assertThat(acts("delivery_tested")).isEqualTo(10);
  }

  @Test
  void whatWasGivenUpIsSentAgain() throws InterruptedException {
    saveHook();
    status = 410;
    Answer sent = alice.post(path + "/test", Map.of("which", "account.webhook-url"));
    String page = sent.header("Location").substring(0, sent.header("Location").indexOf('?'));
    assertThat(tried(page, ">given up<")).contains("Send it again", "HTTP status 410");

    status = 200;
    assertThat(alice.post(page, Map.of()).header("Location")).isEqualTo(page + "?done=repeated");
    assertThat(tried(page, ">delivered<")).doesNotContain("Send it again");
    assertThat(received).hasSize(2);
    assertThat(acts("delivery_repeated")).isEqualTo(1);
    assertThat(alice.post(page, Map.of()).status()).isEqualTo(404);
  }

  @Test
  void theSecretIsShownOnDemandAndRenewed() {
    String secret = server.core().messages.callbackSecrets.of(acme.id()).text();
    assertThat(alice.get(path).body()).doesNotContain(secret);

    assertThat(alice.post(path + "/show-secret", Map.of()).body()).contains(secret);
    assertThat(acts("callback_secret_shown")).isEqualTo(1);
    assertThat(alice.post(path + "/renew-secret", Map.of()).status()).isEqualTo(422);
    assertThat(server.core().messages.callbackSecrets.of(acme.id()).text()).isEqualTo(secret);
    Answer renewed = alice.post(path + "/renew-secret", Map.of("confirm", "acme"));
    String now = server.core().messages.callbackSecrets.of(acme.id()).text();
    assertThat(now).isNotEqualTo(secret);
    assertThat(renewed.body()).contains(now).doesNotContain(secret);
    assertThat(acts("callback_secret_renewed")).isEqualTo(1);
    assertThat(alice.get(path + "/show-secret").status()).isIn(404, 405);
  }

  @Test
  void nothingOfAnotherCustomerIsReachedByAnyAddressOrId() {
    saveHook();
    long theirs = server.core().messages.tests.callback(other.id(), hook, Origin.CLI);
    String secret = server.core().messages.callbackSecrets.of(other.id()).text();
    received.clear();
    String foreign = "/console/customers/" + other.id();
    String own = "/console/customers/" + acme.id();

    for (String page :
        List.of(
            foreign + "/callbacks",
            foreign + "/deliveries",
            foreign + "/deliveries/" + theirs,
            own + "/deliveries/" + theirs)) {
      assertThat(alice.get(page).status()).as(page).isEqualTo(404);
    }
    for (String page :
        List.of(
            foreign + "/callbacks",
            foreign + "/callbacks/test",
            foreign + "/callbacks/show-secret",
            foreign + "/callbacks/renew-secret",
            foreign + "/deliveries/" + theirs,
            own + "/deliveries/" + theirs)) {
      Map<String, String> all = Map.of("which", "account.webhook-url", "account.webhook-url", hook);
      assertThat(alice.post(page, all).status()).as(page).isEqualTo(404);
    }
    assertThat(server.core().messages.callbackSecrets.of(other.id()).text()).isEqualTo(secret);
    assertThat(alice.post(path + "/test", Map.of("which", "threshold")).status()).isEqualTo(422);
    assertThat(alice.post(path + "/test", Map.of("which", "x")).status()).isEqualTo(422);
  }
}
