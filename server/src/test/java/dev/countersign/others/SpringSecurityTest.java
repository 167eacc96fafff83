package dev.countersign.others;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.Browser;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/** Spring Security's OAuth2 client finds out all by discovery and signs a person in and out. */
@Tag("slow")
class SpringSecurityTest {
  @TempDir Path folder;

  @Test
  void anApplicationOfSpringSecuritySignsAPersonInAndOut() throws Exception {
    try (TestServer server = TestServer.live(folder, Map.of());
        SpringApplication application = new SpringApplication();
        Browser browser = Browser.open(server)) {
      Customer acme = server.customer("acme");
      User alice = server.user(acme, "alice");
      application.start(registration(server, acme, application.address()));
      Page page = browser.page();

      page.navigate(application.address() + "/");
      browser.signIn("alice");
      page.waitForURL("**/consent**");
      browser.examine("consent-asked");
      browser.press("Allow");
      page.waitForURL(application.address() + "/**");

      assertThat(page.textContent("body")).isEqualTo("Hello Alice Liddell, known as " + alice.id());
      assertThat(
              server.count(
                  "SELECT count(*) FROM session WHERE dialect = 'oauth2' AND user_id = "
                      + alice.id()))
          .isEqualTo(1);

      page.navigate(application.address() + "/logout");
      page.getByRole(AriaRole.BUTTON).click();
      page.waitForURL("http://localhost:" + server.port() + "/**");

      assertThat(server.count("SELECT count(*) FROM session")).isZero();
    }
  }

  private static ClientRegistration registration(
      TestServer server, Customer customer, String address) {
    Issued issued =
        server.client(
            customer,
            settings -> settings.redirectUris(List.of(address + "/login/oauth2/code/countersign")));
    return ClientRegistrations.fromIssuerLocation("http://localhost:" + server.port())
        .registrationId("countersign")
        .clientId(issued.client().id().toString())
        .clientSecret(issued.secret().orElseThrow().text())
        .scope("openid", "profile")
        .build();
  }
}
