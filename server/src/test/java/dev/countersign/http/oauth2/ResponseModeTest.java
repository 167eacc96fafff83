package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseModeTest extends ProviderTest {
  private Client client;

  @BeforeEach
  void start() {
    client = provider.client();
    provider.signIn();
  }

  @Test
  void theQueryIsTheDefaultAndCanBeAskedFor() {
    assertThat(Provider.sent(provider.authorize(client, "response_mode", "query")))
        .containsKey("code");
  }

  @Test
  void aFragmentStaysInTheBrowser() {
    Answer answer = provider.authorize(client, "response_mode", "fragment");

    assertThat(Provider.sent(answer, Provider.REDIRECT + "#").keySet())
        .containsExactly("code", "state", "iss");
  }

  @Test
  void aFormIsPostedToTheClientAlone() {
    Answer answer =
        provider.authorize(client, "response_mode", "form_post", "state", "\"><script>");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("form-action 'self' https://app.example;", "script-src 'self';");
    assertThat(answer.body())
        .contains("<form method=\"post\" action=\"https://app.example/cb\"")
        .containsPattern("<input type=\"hidden\" name=\"code\" value=\"[A-Za-z0-9]{64}\">")
        .contains("<input type=\"hidden\" name=\"iss\" value=\"https://auth.example\">")
        .containsPattern("<script src=\"/assets/[0-9a-f]{16}/form-post.js\" defer></script>")
        .doesNotContain("<script>", "csrf");
  }

  @Test
  void anErrorTravelsTheSameWay() {
    Answer answer =
        provider.authorize(client, "response_mode", "form_post", "response_type", "token");

    assertThat(answer.body())
        .contains("name=\"error\" value=\"unsupported_response_type\"", "name=\"iss\"");
  }

  @Test
  void theScriptIsServed() {
    Answer page = provider.authorize(client, "response_mode", "form_post");
    String path = page.body().replaceAll("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");

    Answer script = provider.server.get(path);

    assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.body()).contains("document.getElementById(\"form-post\").submit();");
  }
}
