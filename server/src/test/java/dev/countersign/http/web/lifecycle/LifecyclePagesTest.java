package dev.countersign.http.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.user.UserChange;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class LifecyclePagesTest {
  private static final Pattern LINK =
      Pattern.compile("https://auth.example(/[a-z/-]+\\?token=[A-Za-z0-9]{64})");
  private static final String NEW_PASSWORD = "another horse, another battery";

  private final GreenMail mail = MailReceivers.create();
  private TestServer server;
  private PageClient browser;
  private Customer acme;

  @BeforeEach
  void startServer(@TempDir Path folder) {
    mail.start();
    server =
        TestServer.start(
            folder,
            Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mail.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "no-reply@auth.example"));
    browser = new PageClient(server);
    acme = server.customer("acme");
    server.user(acme, "alice");
  }

  @AfterEach
  void stopServer() {
    server.close();
    mail.stop();
  }

  /** The path of the link in the mail of that number. */
  private String link(int number) {
    assertThat(mail.waitForIncomingEmail(10_000, number)).isTrue();
    try {
      String text = mail.getReceivedMessages()[number - 1].getContent().toString();
      Matcher matcher = LINK.matcher(text);
      assertThat(matcher.find()).as(text).isTrue();
      return matcher.group(1);
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String path(String link) {
    return link.substring(0, link.indexOf('?'));
  }

  private static String token(String link) {
    return link.substring(link.indexOf('=') + 1);
  }

  /** Opens a mailed link and sends its form. */
  private Answer followed(String link, Map<String, String> fields) {
    assertThat(browser.get(link).status()).isEqualTo(200);
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("token", token(link));
    return browser.post(path(link), all);
  }

  @Test
  void whoeverSignsUpConfirmsTheAddressByAFormAndSignsIn() {
    assertThat(browser.get("/sign-up").body()).contains("<h1>Sign up</h1>");
    Answer sent =
        browser.post(
            "/sign-up",
            Map.of(
                "email", "bob@example.org",
                "user-name", "bob",
                "full-name", "Bob",
                "password", TestServer.PASSWORD));
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.body()).contains("<h1>Look at your mail</h1>");

    String link = link(1);
    // Programs that look through mail open every link: that must not use it up.
    browser.get(link);
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(1);
    assertThat(followed(link, Map.of()).body()).contains("<h1>Your address is confirmed</h1>");
    assertThat(browser.get(link).status()).isEqualTo(404);
    assertThat(browser.signIn("bob").header("Location")).isEqualTo("/account");
  }

  @Test
  void whoConfirmsInAnotherBrowserChoosesThePasswordAndTheStrangersIsDropped() {
    PageClient stranger = new PageClient(server);
    stranger.get("/sign-up");
    Answer sent =
        stranger.post(
            "/sign-up",
            Map.of(
                "email", "bob@example.org", "user-name", "bob", "password", TestServer.PASSWORD));
    assertThat(String.valueOf(sent.headers().get("set-cookie")))
        .contains("__Host-signed-up=", "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=86400");
    browser.get("/sign-up");
    browser.post(
        "/sign-up",
        Map.of("email", "other@example.org", "user-name", "ot", "password", TestServer.PASSWORD));
    assertThat(mail.waitForIncomingEmail(10_000, 2)).isTrue();
    String link = linkTo("bob@example.org");

    assertThat(browser.get(link).body())
        .contains("<h1>Choose a password</h1>", "value=\"bob\"", "name=\"password\"");
    assertThat(browser.post("/verify-email", Map.of("token", token(link))).status()).isEqualTo(422);
    assertThat(followed(link, Map.of("password", "password")).status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(1);
    assertThat(followed(link, Map.of("password", NEW_PASSWORD)).body())
        .contains("<h1>Your address is confirmed</h1>");
    assertThat(stranger.signIn("bob").status()).isNotEqualTo(303);
    assertThat(browser.signIn("bob", NEW_PASSWORD).header("Location")).isEqualTo("/account");
  }

  private String linkTo(String address) {
    for (int i = 0; i < mail.getReceivedMessages().length; i++) {
      try {
        if (mail.getReceivedMessages()[i].getAllRecipients()[0].toString().equals(address)) {
          return link(i + 1);
        }
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("no mail to " + address);
  }

  @Test
  void aSignUpThatCannotBeUsedIsShownAgainWithWhatToPutRight() {
    browser.get("/sign-up");
    Answer weak =
        browser.post("/sign-up", Map.of("email", "bob@example.org", "password", "password"));
    assertThat(weak.status()).isEqualTo(422);
    assertThat(weak.body()).contains("id=\"password-problem\"", "value=\"bob@example.org\"");
    assertThat(browser.post("/sign-up", Map.of()).body())
        .contains("id=\"email-problem\"", "id=\"password-problem\"");
  }

  @Test
  void aFormWithoutItsTokenDoesNothing() {
    browser.get("/sign-up");
    for (String path :
        new String[] {
          "/sign-up",
          "/verify-email",
          "/verify-email/refuse",
          "/forgot-password",
          "/invitation",
          "/restore-account"
        }) {
      Answer answer =
          browser.send(
              path,
              Map.of(
                  "email",
                  "bob@example.org",
                  "name-or-email",
                  "alice",
                  "password",
                  TestServer.PASSWORD,
                  "token",
                  "A".repeat(64)));
      assertThat(answer.status()).as(path).isBetween(400, 403);
    }
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
  }

  @Test
  void aLinkThatDoesNotWorkSaysWhatElseDoes() {
    String token = "?token=" + "A".repeat(64);
    for (String path : List.of("/forgot-password", "/invitation", "/verify-email")) {
      Answer dead = browser.get(path + token);
      assertThat(dead.status()).as(path).isEqualTo(404);
      assertThat(dead.body()).contains(">Ask for another link</a>");
    }
    for (String path : List.of("/restore-account", "/verify-email/refuse")) {
      Answer dead = browser.get(path + token);
      assertThat(dead.status()).as(path).isEqualTo(404);
      // Nobody mails another of these; who can sign in needs none.
      assertThat(dead.body()).contains("href=\"/sign-in\"").doesNotContain("Ask for another");
    }
  }

  @Test
  void aForgottenPasswordIsReplacedByTheMailedLink() {
    browser.get("/forgot-password");
    Answer known = browser.post("/forgot-password", Map.of("name-or-email", "alice"));
    browser.get("/forgot-password");
    Answer unknown = browser.post("/forgot-password", Map.of("name-or-email", "nobody"));
    assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(200);
    assertThat(known.body()).contains("<h1>Look at your mail</h1>");

    String link = link(1);
    assertThat(browser.get(link).body()).contains("<h1>Choose a new password</h1>", "alice");
    assertThat(followed(link, Map.of("password", "password")).status()).isEqualTo(422);
    assertThat(followed(link, Map.of("password", NEW_PASSWORD)).body())
        .contains("<h1>Your password is changed</h1>");
    assertThat(browser.get(link).status()).isEqualTo(404);
    assertThat(browser.signIn("alice", NEW_PASSWORD).header("Location")).isEqualTo("/account");
  }

  @Test
  void anInvitedPersonChoosesTheirPassword() {
    server
        .core()
        .lifecycle
        .accounts
        .invitations()
        .invite(
            acme.id(),
            "carol",
            new Profile("Carol", "carol@example.org", false, "", ""),
            Origin.CLI);
    String link = link(1);

    assertThat(path(link)).isEqualTo("/invitation");
    assertThat(followed(link, Map.of("password", NEW_PASSWORD)).body())
        .contains("<h1>Your account is ready</h1>");
    assertThat(browser.signIn("carol", NEW_PASSWORD).header("Location")).isEqualTo("/account");
  }

  @Test
  void anAccountIsDeletedAfterThePasswordAndKeptAfterAllBySigningIn() {
    browser.signIn("alice");
    browser.get("/account/delete");
    assertThat(browser.post("/account/delete", Map.of("password", "wrong")).status())
        .isEqualTo(422);
    Answer gone = browser.post("/account/delete", Map.of("password", TestServer.PASSWORD));
    assertThat(gone.body()).contains("<h1>Your account will be deleted</h1>");
    assertThat(browser.get("/account").header("Location")).startsWith("/sign-in");

    String offered = browser.signIn("alice").header("Location");
    assertThat(offered).startsWith("/restore-account?token=");
    assertThat(followed(offered, Map.of()).body()).contains("<h1>Your account stays</h1>");
    assertThat(browser.signIn("alice").header("Location")).isEqualTo("/account");
    assertThat(link(1)).startsWith("/restore-account");
  }

  @Test
  void aPasswordThatWasChosenByAMailedLinkIsKnownAsSuchUntilItIsChanged() {
    browser.get("/forgot-password");
    browser.post("/forgot-password", Map.of("name-or-email", "alice"));
    followed(link(1), Map.of("password", NEW_PASSWORD));
    String version = "SELECT count(*) FROM user_account WHERE mailed_password_version =";

    assertThat(server.count(version + " credential_version")).isOne();
    server
        .core()
        .users
        .setPassword(
            acme.id(),
            server.core().users.find(acme.id(), "alice").orElseThrow().id(),
            Secret.of(TestServer.PASSWORD),
            Origin.CLI);
    assertThat(server.count(version + " credential_version")).isZero();
  }

  /** The flow of an application that waits for somebody to sign in. */
  private String waiting() {
    Instant now = server.clock().instant();
    ClientSettings settings =
        ClientSettings.defaults().toBuilder()
            .redirectUris(List.of("https://app.example/cb"))
            .scopes(Set.of("openid"))
            .build();
    ClientId id = new ClientId(server.core().ids.next());
    Client client =
        new Client(id, acme.id(), "App", settings, "0f".repeat(32), null, false, now, now);
    server
        .core()
        .store
        .write(tx -> {
          tx.clients().add(client);
          return client;
        });
    String before = "/sign-in?flow=";
    String location =
        browser
            .get(
                "/oauth2/authorize?client_id="
                    + client.id()
                    + "&response_type=code&scope=openid&state=x&nonce=n"
                    + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb")
            .header("Location");
    assertThat(location).startsWith(before);
    return location.substring(before.length());
  }

  private void signsUpFor(String flow) {
    assertThat(browser.get("/sign-up?flow=" + flow).body()).contains("<h1>Sign up</h1>");
    browser.post(
        "/sign-up",
        Map.of("email", "bob@example.org", "password", TestServer.PASSWORD, "flow", flow));
  }

  @Test
  void whoeverSignsUpForAnApplicationGoesOnToIt() {
    String flow = waiting();
    signsUpFor(flow);

    assertThat(followed(link(1), Map.of()).body())
        .contains(
            "Sign in now to go on to the application you signed up for.",
            "href=\"/sign-in?flow=" + flow + "\"");
  }

  @Test
  void whoeverHasAnAccountAlreadyGoesBackToTheApplicationFromEveryPage() {
    String flow = waiting();
    List<Answer> pages =
        List.of(
            browser.get("/sign-up?flow=" + flow),
            browser.post("/sign-up", Map.of("email", "", "flow", flow)),
            browser.post(
                "/sign-up",
                Map.of("email", "bob@example.org", "password", TestServer.PASSWORD, "flow", flow)),
            browser.get("/forgot-password?flow=" + flow),
            browser.post("/forgot-password", Map.of("name-or-email", "alice", "flow", flow)));
    for (Answer page : pages) {
      assertThat(page.body()).contains("href=\"/sign-in?flow=" + flow + "\"");
      // It may be a window that the application opened.
      assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("unsafe-none");
    }
    for (String none : List.of("", "?flow=x")) {
      Answer page = browser.get("/sign-up" + none);
      assertThat(page.body()).contains("href=\"/sign-in\"");
      assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }
  }

  @Test
  void whoseMailComesAfterTheApplicationsPatienceIsToldToStartThereAgain() {
    String flow = waiting();
    signsUpFor(flow);
    String link = link(1);
    server.clock().advance(Duration.ofMinutes(20));

    assertThat(followed(link, Map.of()).body())
        .contains("Go back to it and sign in there; your account is ready.")
        .doesNotContain("/sign-in?flow=");
  }

  @Test
  void whereNobodyMaySignUpNoPageSaysSo() {
    assertThat(browser.get("/sign-in").body()).contains("href=\"/sign-up");
    server
        .core()
        .customerSettings
        .changeByName(acme.id(), Map.of("account.sign-up", "closed"), Origin.CLI);

    assertThat(browser.get("/sign-in").body()).doesNotContain("/sign-up");
    Answer closed = browser.get("/sign-up");
    assertThat(closed.status()).isEqualTo(403);
    assertThat(closed.body())
        .contains("<h1>Nobody can sign up here</h1>")
        .doesNotContain("<form method=\"post\" action=\"/sign-up");
  }

  @Test
  void theMenuOfTheAccountLeadsToTheAddressAndTheEndToo() {
    browser.signIn("alice");

    for (String path : List.of("/account", "/account/email", "/account/delete")) {
      assertThat(browser.get(path).body())
          .contains("<a href=\"/account/email\"", "<a href=\"/account/delete\"");
    }
    assertThat(browser.get("/account/email").body())
        .contains("<a href=\"/account/email\" aria-current=\"page\">E-mail address</a>");
  }

  @Test
  void anotherAddressIsConfirmedByTheNewOneAndRefusedByTheOldOne() throws Exception {
    browser.signIn("alice");
    browser.get("/account/email");
    Answer sent =
        browser.post(
            "/account/email", Map.of("email", "new@example.org", "password", TestServer.PASSWORD));
    assertThat(sent.body()).contains("<h1>Look at your mail</h1>");
    assertThat(mail.waitForIncomingEmail(10_000, 2)).isTrue();
    String first = link(1);
    String second = link(2);
    String confirm = path(first).equals("/verify-email") ? first : second;
    String refuse = path(first).equals("/verify-email") ? second : first;

    followed(confirm, Map.of());
    assertThat(server.rows("SELECT email FROM user_account").toString())
        .isEqualTo("[{email=new@example.org}]");
    assertThat(followed(refuse, Map.of()).body()).contains("<h1>Your address is kept</h1>");
    assertThat(server.rows("SELECT email FROM user_account").toString())
        .isEqualTo("[{email=alice@example.org}]");
    assertThat(browser.get("/account").status()).isEqualTo(303);
  }

  @Test
  void aLinkMailedToTheOldAddressChoosesNoPasswordOnceTheAddressWasChanged() {
    browser.get("/forgot-password");
    browser.post("/forgot-password", Map.of("name-or-email", "alice"));
    String reset = link(1);
    browser.signIn("alice");
    browser.get("/account/email");
    browser.post(
        "/account/email", Map.of("email", "new@example.org", "password", TestServer.PASSWORD));
    assertThat(mail.waitForIncomingEmail(10_000, 3)).isTrue();
    followed(linkTo("new@example.org"), Map.of());
    assertThat(server.rows("SELECT email FROM user_account").toString())
        .isEqualTo("[{email=new@example.org}]");

    assertThat(browser.get(reset).status()).isEqualTo(404);
    assertThat(
            browser
                .post("/forgot-password", Map.of("token", token(reset), "password", NEW_PASSWORD))
                .status())
        .isEqualTo(404);
    assertThat(new PageClient(server).signIn("alice").header("Location")).isEqualTo("/account");
  }

  @Test
  void aLinkToChooseAPasswordIsGoodOnlyWhileItsAddressIsTheAccounts() {
    browser.get("/forgot-password");
    browser.post("/forgot-password", Map.of("name-or-email", "alice"));
    String reset = link(1);
    UserChange change =
        new UserChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of("elsewhere@example.org"),
            Optional.empty(),
            false);
    var id = server.core().users.find(acme.id(), "alice").orElseThrow().id();
    server.core().users.update(acme.id(), id, change, Origin.CLI);

    browser.get("/forgot-password");
    assertThat(
            browser
                .post("/forgot-password", Map.of("token", token(reset), "password", NEW_PASSWORD))
                .status())
        .isEqualTo(404);
  }

  @Test
  void anotherLinkToConfirmAnAddressCanBeAskedFor() {
    browser.get("/verify-email");
    assertThat(browser.post("/verify-email", Map.of("email", "alice@example.org")).body())
        .contains("<h1>Look at your mail</h1>");
    assertThat(followed(link(1), Map.of()).status()).isEqualTo(200);
    assertThat(server.count("SELECT email_verified FROM user_account")).isEqualTo(1);
  }

  /** The same is said whether there is such an account or not. */
  @Test
  void whereNoMailCanBeSentNobodyIsToldToLookForOne(@TempDir Path elsewhere) {
    try (TestServer mute = TestServer.start(elsewhere)) {
      mute.user(mute.customer("acme"), "alice");
      PageClient asking = new PageClient(mute);
      for (String name : List.of("alice", "nobody")) {
        asking.get("/forgot-password");
        Answer sent = asking.post("/forgot-password", Map.of("name-or-email", name));
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body())
            .contains("This server cannot send mail yet", "(mail.host)")
            .doesNotContain("on its way", "Look at your mail");
      }
      assertThat(mute.core().store.<Long>read(tx -> tx.outbox().waiting())).isPositive();
    }
  }
}
