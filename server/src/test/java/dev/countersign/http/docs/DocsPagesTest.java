package dev.countersign.http.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.testing.ServedTest;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages for developers, as they leave the server. */
class DocsPagesTest extends ServedTest {
  private static final String STYLE = SwaggerUi.path("swagger-ui.css");
  private static final List<String> ADDRESSES =
      List.of("/docs", "/docs/patrons", "/docs/try", STYLE);

  @Test
  void theyAreThereUnlessTheyAreTurnedOff(@TempDir Path other) {
    for (String address : ADDRESSES) {
      assertThat(server.get(address).status()).as(address).isEqualTo(200);
    }
    try (TestServer without = TestServer.start(other, Map.of("docs.enabled", "false"))) {
      for (String address : ADDRESSES) {
        assertThat(without.get(address).status()).as(address).isEqualTo(404);
      }
      assertThat(without.get("/").body()).doesNotContain("href=\"docs");
      assertThat(without.get("/openapi.json").status()).isEqualTo(200);
    }
  }

  @Test
  void theirPolicyIsThatOfAllPages() {
    for (String address : List.of("/docs", "/docs/patrons", "/docs/try")) {
      assertThat(server.get(address).header("Content-Security-Policy"))
          .as(address)
          .isEqualTo(
              "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                  + " base-uri 'none'");
    }
  }

  @Test
  void aCallThatIsNotThereLeavesTheFirst() {
    Answer answer = server.get("/docs/try?call=%22%3E%3Cscript%3E");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("data-first=\"patronLogin\"").doesNotContain("\"><script>");
    assertThat(server.get("/docs/try?call=jwks").body()).contains("data-first=\"jwks\"");
  }

  @Test
  void aPageBelowThatIsNotThereIsAPageThatSaysSo() {
    assertThat(server.get("/docs/nowhere").body()).contains("<h1>There is no such page</h1>");
  }

  @Test
  void swaggerUiIsKeptForGoodAndSentSmallToThoseWhoUnzip() throws Exception {
    Answer plain = server.get(STYLE);
    HttpResponse<byte[]> zipped = zipped();

    assertThat(plain.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
    assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(zipped.body().length).isLessThan(plain.body().length() / 5);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
    }
    assertThat(server.get(STYLE, "If-None-Match", plain.header("ETag")).status()).isEqualTo(304);
  }

  private HttpResponse<byte[]> zipped() throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.port() + STYLE);
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept-Encoding", "br, gzip;q=0.5").build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }

  @Test
  void nobodyIsSentWhatTheySayTheyDoNotTake() {
    assertThat(SwaggerUi.takesGzip("gzip")).isTrue();
    assertThat(SwaggerUi.takesGzip("deflate, GZIP ; q=0.1")).isTrue();
    assertThat(SwaggerUi.takesGzip("gzip;q=0, br")).isFalse();
    assertThat(SwaggerUi.takesGzip("gzip; q=0.0")).isFalse();
    assertThat(SwaggerUi.takesGzip("x-gzip, identity")).isFalse();
  }

  @Test
  void theAddressNamesTheVersionThatTheBuildTakes() throws IOException {
    Path lock = Path.of("src/main/assets/package-lock.json");

    assertThat(
            new ObjectMapper()
                .readTree(lock.toFile())
                .at("/packages/node_modules~1swagger-ui-dist/version")
                .asText())
        .isEqualTo(SwaggerUi.VERSION);
  }
}
