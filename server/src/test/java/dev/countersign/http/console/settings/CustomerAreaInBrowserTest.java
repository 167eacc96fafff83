package dev.countersign.http.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.countersign.client.ClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.DeliveryRecord.State;
import dev.countersign.domain.Origin;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.testing.Browser;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages about customers, keys, clients and settings, in a real browser. */
@Tag("slow")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class CustomerAreaInBrowserTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;

  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    acme = server.customer("Acme");
    server.customer("Borealis");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyPageIsReadableByEverybodyOnEveryScreen() {
    PageClient olga = new ConsoleStage(server).operator(acme, "olga");
    Client client = client();
    deliveries();
    long key = server.core().apiKeys.list(acme.id()).getFirst().id().value();
    String own = "/console/customers/" + acme.id();
    try (Browser browser = Browser.open(server)) {
      String url = "http://localhost:" + server.port() + "/";
      browser
          .context()
          .addCookies(
              List.of(
                  new Cookie(PageClient.COOKIE, olga.cookie(PageClient.COOKIE))
                      .setDomain("localhost")
                      .setPath("/")
                      .setSecure(true)));
      assertThat(url).isNotEmpty();
      see(browser, "/console/server/customers", "customers");
      see(browser, "/console/server/customers/new", "customer-new");
      see(browser, "/console/server/customers/" + acme.id(), "customer");
      happenings(browser, own);
      see(browser, own + "/keys", "keys");
      see(browser, own + "/keys/" + key, "key");
      see(browser, own + "/clients", "clients");
      see(browser, own + "/clients/new", "client-new");
      see(browser, own + "/clients/" + client.id(), "client");
      see(browser, own + "/settings", "settings");
      see(browser, own + "/mails", "mails");
      see(browser, own + "/callbacks", "callbacks");
      see(browser, own + "/deliveries", "deliveries");
      see(browser, own + "/deliveries/9", "delivery");
      mails(browser, own);
      problems(browser, own);
      secret(browser, own);
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  private static void see(Browser browser, String path, String name) {
    browser.visit(path);
    assertThat(browser.location()).isEqualTo(path);
    browser.examine("console-" + name);
  }

  /** What the customer's own people see first: sums, and the trail. */
  private void happenings(Browser browser, String own) {
    for (int i = 0; i < 9; i++) {
      new PageClient(server).signIn("olga", i % 3 == 0 ? "wrong" : TestServer.PASSWORD);
    }
    server.core().lifecycle.tally.advance();
    see(browser, own, "customer-overview");
    see(browser, own + "/events", "customer-events");
    browser.visit(own + "/events?kind=sign_in&from=yesterday&user=nobody");
    browser.examine("console-customer-events-refused");
  }

  private static void mails(Browser browser, String own) {
    browser.visit(own + "/mails/sign_up");
    browser.press("Preview");
    browser.examine("console-mail-preview");
  }

  private static void problems(Browser browser, String own) {
    browser.visit(own + "/clients/new");
    browser.page().getByLabel("Name").first().fill("Shop");
    browser.page().getByText("Keys and algorithms").click();
    browser.page().locator("#jwks").fill("not JSON");
    browser.press("New client");
    browser.examine("console-client-refused");
    browser.visit(own + "/settings");
    browser.page().locator("[id='threshold']").fill("99");
    browser.press("Save");
    browser.examine("console-settings-refused");
  }

  private static void secret(Browser browser, String own) {
    browser.visit(own + "/keys/new");
    browser.page().getByLabel("Label").fill("gate");
    browser.page().getByLabel("users:read", new Page.GetByLabelOptions().setExact(true)).check();
    browser.examine("console-key-new");
    browser.press("New key");
    browser.examine("console-secret");
  }

  private Client client() {
    ClientMetadata asked =
        ClientMetadata.of(
            Map.of(
                "client_name",
                "Calendar",
                "redirect_uris",
                List.of("https://calendar.example/oauth/callback")));
    return server
        .core()
        .clients
        .administration
        .create(acme.id(), asked.name(), asked.settings(), Origin.CLI)
        .client();
  }

  private void deliveries() {
    CustomerId customer = acme.id();
    int id = 1;
    for (State state : List.of(State.DELIVERED, State.FAILED, State.GIVEN_UP)) {
      for (Kind kind : List.of(Kind.CALLBACK, Kind.MAIL, Kind.LOGOUT)) {
        delivery(customer, id++, kind, state);
      }
    }
  }

  private void delivery(CustomerId customer, long id, Kind kind, State state) {
    boolean callback = kind == Kind.CALLBACK;
    DeliveryRecord one =
        new DeliveryRecord(
            id,
            customer,
            null,
            kind,
            callback ? "user_created" : kind.name().toLowerCase(java.util.Locale.ROOT),
            callback ? "https://hooks.acme.example/countersign/accounts" : "",
            state,
            state == State.DELIVERED ? "HTTP status 200" : "HTTP status 503",
            3,
            server.clock().instant(),
            server.clock().instant(),
            state == State.FAILED ? server.clock().instant() : null);
    assertThat(
            server
                .core()
                .store
                .<Boolean>write(tx -> {
                  tx.deliveries().put(one);
                  return true;
                }))
        .isTrue();
  }
}
