package dev.countersign.others;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.Customer;
import dev.countersign.testing.Browser;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application in the browser that has people sign in in a window of its own, and is told the
 * answer by that window, as libraries for such applications do.
 */
@Tag("slow")
class PopupSignInTest {
  private static final String OPENING =
      """
      <!doctype html><title>App</title><button>Sign in</button><p id="answer"></p>
      <script>
      let popup;
      document.querySelector('button').onclick = () => { popup = window.open('AUTHORIZE'); };
      window.onmessage = event => {
        document.querySelector('#answer').textContent =
            event.data + ' from ' + (event.source === popup ? 'the window' : 'elsewhere');
      };
      </script>
      """;
  private static final String ANSWERED =
      """
      <!doctype html><title>App</title>
      <script>window.opener.postMessage(location.search, location.origin); window.close();</script>
      """;

  @TempDir Path folder;

  @Test
  void theWindowThatWasOpenedTellsTheApplication() throws Exception {
    HttpServer application =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://127.0.0.1:" + application.getAddress().getPort();
    try (TestServer server = TestServer.live(folder, Map.of());
        Browser browser = Browser.open(server)) {
      Customer acme = server.customer("acme");
      server.user(acme, "alice");
      String authorize = authorize(server, acme, address + "/cb");
      application.createContext(
          "/", exchange -> answer(exchange, OPENING.replace("AUTHORIZE", authorize)));
      application.createContext("/cb", exchange -> answer(exchange, ANSWERED));
      application.start();
      Page page = browser.page();
      page.navigate(address + "/");

      Page window = page.waitForPopup(() -> press(page, "Sign in"));
      window.fill("#user-name", "alice");
      window.fill("#password", TestServer.PASSWORD);
      press(window, "Sign in");
      window.waitForURL("**/consent**");
      press(window, "Allow");

      page.waitForCondition(() -> !page.textContent("#answer").isEmpty());
      assertThat(page.textContent("#answer"))
          .startsWith("?code=")
          .contains("&state=af0ifjsldkj&")
          .endsWith(" from the window");
      page.waitForCondition(window::isClosed);
    } finally {
      application.stop(0);
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static String authorize(TestServer server, Customer customer, String redirectUri) {
    Issued issued =
        server.client(
            customer,
            settings ->
                settings
                    .redirectUris(List.of(redirectUri))
                    .tokenEndpointAuthMethod(AuthMethod.NONE));
    return "http://localhost:"
        + server.port()
        + "/oauth2/authorize?"
        + OAuthStage.encoded(
            "client_id",
            issued.client().id().toString(),
            "response_type",
            "code",
            "redirect_uri",
            redirectUri,
            "scope",
            "openid",
            "state",
            "af0ifjsldkj",
            "display",
            "popup",
            "code_challenge",
            OAuthStage.CHALLENGE,
            "code_challenge_method",
            "S256");
  }

  private static void answer(HttpExchange exchange, String page) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
