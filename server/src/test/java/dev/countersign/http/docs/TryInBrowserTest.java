package dev.countersign.http.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.Browser;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of every dialect, tried on the page, in a real browser. */
@Tag("slow")
class TryInBrowserTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private Browser browser;
  private Page page;

  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    browser = Browser.open(server);
    page = browser.page();
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  private void choose(String call) {
    page.locator("[data-call=" + call + "]").evaluate("link => link.click()");
    page.waitForURL(url -> url.endsWith("/docs/try?call=" + call));
  }

  private void fill(String field, String text) {
    page.locator("#call [data-name='" + field + "']").fill(text);
  }

  private void send(String status) {
    browser.press("Send");
    assertThat(page.locator("#status")).containsText(status);
  }

  private JsonNode answer() {
    try {
      return new ObjectMapper().readTree(page.locator("#body").textContent());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The command with its secrets, as it is shown. */
  private String command() {
    page.locator("#secrets").check();
    return page.locator("#curl").textContent();
  }

  /** The command that the button copies, with the whole of a picture. */
  private String copied() {
    browser.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    browser.press("Copy");
    assertThat(page.locator("#copied")).hasText("Copied, with its secrets.");
    return (String) page.evaluate("() => navigator.clipboard.readText()");
  }

  /** What that command prints when a shell runs it: the head of the answer, and its body. */
  private static List<String> run(String command) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", command).start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(command).isZero();
    return List.of(printed.split("\r\n\r\n", 2));
  }

  @Test
  void everyCallThatIsDescribedCanBeChosen() throws Exception {
    browser.visit("/docs/try");
    assertThat(page.locator("#path")).hasText("/api/v2/patrons/login");
    Set<String> shown = new TreeSet<>();
    for (Object id :
        (List<?>)
            page.evaluate(
                """
                () => [...document.querySelectorAll('[data-call]')].map(link => {
                  link.click();
                  return document.getElementById('method').textContent + ' '
                      + document.getElementById('path').textContent;
                })\
                """)) {
      shown.add((String) id);
    }

    assertThat(shown).containsAll(described("/openapi.json", ""));
    assertThat(shown).containsAll(described("/swagger.json", "/api/v2/patrons"));
    assertThat(browser.misdeeds()).isEmpty();
  }

  private Set<String> described(String document, String before) throws Exception {
    Set<String> calls = new TreeSet<>();
    for (var path :
        new ObjectMapper().readTree(server.get(document).body()).get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (!operation.getKey().equals("parameters")) {
          calls.add(
              operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + before + path.getKey());
        }
      }
    }
    assertThat(calls).isNotEmpty();
    return calls;
  }

  @Test
  void aTokenOfOneCallIsTakenOverIntoTheNext() throws Exception {
    browser.visit("/docs/try?call=patronLogin");
    assertThat(page.locator("#call [data-name=username]")).hasValue("acme");
    fill("password", TestServer.PASSWORD);
    assertThat(page.locator("#curl")).containsText("******");
    assertThat(page.locator("#curl")).not().containsText(TestServer.PASSWORD);
    send("200");
    String id = answer().get("userId").asText();
    String token = answer().get("id").asText();
    browser.examine("try");
    browser.press("Use id as the token");
    choose("patron");
    assertThat(page.locator("#held-token")).hasValue(token);
    assertThat(page.locator("#held-token")).hasAttribute("type", "password");
    fill("userId", id);
    send("200");
    String shown = page.locator("#body").textContent();

    List<String> printed = run(command());

    assertThat(new ObjectMapper().readTree(printed.get(1)))
        .isEqualTo(new ObjectMapper().readTree(shown));
    page.locator("#scheme").selectOption("customerTokenQuery");
    send("200");
    assertThat(new ObjectMapper().readTree(run(command()).get(1)))
        .isEqualTo(new ObjectMapper().readTree(shown));
    assertThat(printed.get(0)).startsWith("HTTP/1.1 200 OK");
    assertThat((String) page.evaluate("() => JSON.stringify([localStorage, sessionStorage])"))
        .isEqualTo("[{},{}]");
    assertThat(browser.misdeeds()).isEmpty();
  }

  @Test
  void theFaceDialectAnswersOnThePageAsOnTheCommandLine() throws Exception {
    browser.visit("/docs/try?call=faceLogin");
    fill("password", TestServer.PASSWORD);
    send("200");
    browser.press("Use accessToken as the token");
    choose("faceUserCreate");
    fill("userName", "o'hara");
    fill("fullName", "Scarlett \"Katie\" O'Hara $HOME `id` \\ é");
    fill("emailId", "scarlett@example.org");
    send("200");
    String enrolment = answer().get("enrollmentUrl").asText();
    choose("faceUserDetails");
    fill("userName", "o'hara");
    send("200");
    JsonNode shown = answer();
    assertThat(shown.get("fullName").asText())
        .isEqualTo("Scarlett \"Katie\" O'Hara $HOME `id` \\ é");

    assertThat(new ObjectMapper().readTree(run(command()).get(1))).isEqualTo(shown);
    choose("faceEnroll");
    page.locator("#body-url-file")
        .setInputFiles(new FilePayload("noise.png", "image/png", new byte[90_000]));
    fill("enrolledUrl", "https://auth.example/none");
    assertThat(page.locator("#curl")).containsText("characters)");
    send("40");
    String refused = page.locator("#body").textContent();

    assertThat(refused).contains("\"status\"");
    assertThat(new ObjectMapper().readTree(run(copied()).get(1)))
        .isEqualTo(new ObjectMapper().readTree(refused));
    page.locator("#body-url-file")
        .setInputFiles(new FilePayload("anna.jpg", "image/jpeg", Portraits.ANNA.file()));
    // The page reads a file in its own time.
    assertThat(page.locator("#curl")).containsText("data:image/jpeg");
    fill("enrolledUrl", enrolment);
    send("200");
    assertThat(answer().get("enrollmentStatus").asText()).isEqualTo("success");
    assertThat(browser.misdeeds()).isEmpty();
  }

  @Test
  void peopleSignInByTheTokenAndIamDialects() throws Exception {
    browser.visit("/docs/try?call=token");
    page.locator("#held-name").fill("alice");
    page.locator("#held-password").fill(TestServer.PASSWORD);
    send("200");
    assertThat(run(command()).get(1)).contains("\"isSuccess\":true");
    choose("iamSignIn");
    fill("password", TestServer.PASSWORD);
    send("200");
    assertThat(answer().get("tokenType").asText()).isEqualTo("Bearer");
    browser.press("Use accessToken as the token");
    choose("iamValidate");
    send("200");

    assertThat(answer().get("valid").asBoolean()).isTrue();
    page.locator("#scheme").selectOption("userTokenHeader");
    send("200");
    assertThat(run(command()).get(1)).isEqualTo("{\"valid\":true}");
    page.locator("#scheme").selectOption("");
    send("401");
    choose("verify");
    send("200");
    assertThat(browser.misdeeds()).isEmpty();
  }

  @Test
  void aProgramsTokenManagesUsers() throws Exception {
    Issued client =
        server.client(
            acme,
            settings ->
                settings
                    .redirectUris(List.of())
                    .responseTypes(List.of())
                    .grantTypes(Set.of(GrantType.CLIENT_CREDENTIALS))
                    .scopes(Set.of("users:read")));
    browser.visit("/docs/try?call=oauthToken");
    fillClient(client);
    page.locator("[data-name=grant_type]").selectOption("client_credentials");
    send("200");
    assertThat(new ObjectMapper().readTree(run(command()).get(1)).get("expires_in"))
        .isEqualTo(answer().get("expires_in"));
    browser.press("Use access_token as the token");
    choose("adminUser");
    fill("customer", acme.id().toString());
    fill("user", alice.id().toString());
    page.locator("#scheme").selectOption("managementToken");
    send("200");

    assertThat(answer().get("userName").asText()).isEqualTo("alice");
    assertThat(new ObjectMapper().readTree(run(command()).get(1))).isEqualTo(answer());
    choose("openidConfiguration");
    send("200");
    assertThat(answer().get("issuer").asText()).startsWith("http://localhost:");
    assertThat(browser.misdeeds()).isEmpty();
  }

  private void fillClient(Issued client) {
    page.locator("#held-name").fill(client.client().id().toString());
    page.locator("#held-password").fill(client.secret().map(OpaqueToken::text).orElseThrow());
  }

  @Test
  void whatIsWrongIsSaidWhereItStands() {
    browser.visit("/docs/try?call=patron");
    browser.press("Send");
    assertThat(page.locator("#parameters .problem"))
        .hasText("Fill this in: it is part of the address.");
    assertThat(page.locator("[data-name=userId]")).isFocused();
    browser.examine("try-missing");

    choose("patronLogin");
    fill("ttl", "long");
    browser.press("Send");
    assertThat(page.locator("#fields .problem")).hasText("Write a number.");
    fill("ttl", "");
    send("400");
    assertThat(answer().get("error").get("statusCode").asInt()).isEqualTo(400);
    page.locator("#raw").check();
    page.locator("#raw-body").fill("{");
    send("400");

    choose("authorize");
    fill("client_id", server.client(acme).client().id().toString());
    page.locator("[data-name=response_type]").selectOption("code");
    fill("redirect_uri", "https://app.example/cb");
    fill("scope", "openid");
    send("A redirect, which scripts may not look at");
    assertThat(page.locator("#open")).isVisible();
    assertThat(browser.misdeeds()).isEmpty();
  }

  @Test
  void theKeyboardIsEnough() {
    browser.visit("/docs/try");
    assertThat(page.locator("#call")).isVisible();
    page.locator("#filter").focus();
    page.keyboard().type("jwks");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.locator("#path")).hasText("/.well-known/jwks.json");
    assertThat(page.locator("#call-name")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#status")).containsText("200 OK");
    assertThat(page.locator("#answer")).isFocused();
    browser.examine("try-jwks");
    assertThat(browser.misdeeds()).isEmpty();
  }
}
