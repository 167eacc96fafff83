package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.ServedTest;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FrontPageTest extends ServedTest {
  @Test
  void thePageSaysWhatThisIsAndWhere() {
    Answer answer = server.get("/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(answer.body())
        .contains("<h1>Countersign</h1>", "https://auth.example", "/api/v2/patrons", "/v1/iam")
        .doesNotContain("{{", "<script");
  }

  @Test
  void whatIsNowhereIsAPageForBrowsersAndAProblemForPrograms() {
    Answer browser = server.get("/nowhere", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    assertThat(browser.status()).isEqualTo(404);
    assertThat(browser.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(browser.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(browser.body()).contains("<h1>There is no such page</h1>");

    Answer program = server.get("/nowhere", "Accept", "*/*");
    assertThat(program.status()).isEqualTo(404);
    assertThat(program.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(server.get("/admin/v1/nowhere", "Accept", "text/html").header("Content-Type"))
        .isEqualTo("application/problem+json");
  }

  @Test
  void everyLinkLeadsSomewhere() {
    Matcher links = Pattern.compile("href=\"([^\"]+)\"").matcher(server.get("/").body());
    List<String> found = new ArrayList<>();
    while (links.find()) {
      found.add(links.group(1) + " " + server.get("/" + links.group(1)).status());
    }
    assertThat(found)
        .containsExactly(
            "account 303",
            "device 303",
            "console 303",
            "docs 200",
            "docs/try 200",
            "openapi.json 200",
            "swagger.json 200",
            ".well-known/jwks.json 200",
            "health 200");
  }

  @Test
  void nothingButItsOwnStyleIsAllowed() throws Exception {
    Answer answer = server.get("/");

    Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(answer.body());
    assertThat(style.find()).isTrue();
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(digest)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(answer.body()).doesNotContain("style=\"");
  }

  @Test
  void whatIsFilledInIsEscaped() {
    assertThat(FrontPage.escaped("<a href=\"x\">'&'</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  }
}
