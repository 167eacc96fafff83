package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent as a picture, the answer is in this dialect's shape and says what to do. */
class FaceBadPicturesTest extends FacePictureTest {
  private final HttpServer pictures = pictures();

  private static HttpServer pictures() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
      made.createContext(
          "/anna.jpg",
          exchange -> {
            byte[] file = Portraits.ANNA.file();
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "outgoing.allow-hosts", "127.0.0.1",
        "outgoing.allow-http", "true",
        "outgoing.allow-private", "127.0.0.1:" + pictures.getAddress().getPort());
  }

  @AfterEach
  void stopPictures() {
    pictures.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + pictures.getAddress().getPort() + path;
  }

  @Test
  void aPictureMayBeFetchedAndItsUrlIsRepeatedWithoutItsQuery() {
    User anna = person("anna");

    Answer answer = enroll("/enroll", anna, url("/anna.jpg?token=secret"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(part(answer, "faceOriginal")).isEqualTo(url("/anna.jpg"));
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void listsAndTheLogTellWhereAPictureWasFetchedUntilThePersonIsErased() {
    User anna = person("anna");
    String url = url("/anna.jpg");
    String original = "\"faceOriginal\":\"" + url + "\"";
    assertThat(enroll("/enroll", anna, url + "?token=secret").status()).isEqualTo(200);
    call(
        "/authenticate",
        "{\"customerName\":\"acme\",\"userName\":\"anna\",\"url\":\"" + url + "?token=secret\"}");

    String everybody = "{\"customerName\":\"acme\"}";
    assertThat(call("/status/enroll/all", everybody).body()).containsOnlyOnce(original);
    assertThat(call("/view/logs/all", everybody).body().split(original, -1)).hasSize(3);
    call("/user/blacklist", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");
    assertThat(call("/view/blacklist/all", everybody).body()).containsOnlyOnce(original);
    assertThat(server.count("SELECT count(*) FROM face_picture WHERE kind = 'ADDRESS'"))
        .isEqualTo(2);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE detail LIKE '%anna.jpg%'"))
        .isZero();

    call("/user/delete", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");
    assertThat(call("/view/logs/all", everybody).body()).doesNotContain(url);
    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
  }

  @Test
  void whereNothingIsKeptToLookAtTheAddressIsNotKeptEither() {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old -> old.withFaces(FaceSettings.of(Map.of("face.keep-thumbnail", "no"))),
            Origin.CLI);
    User anna = person("anna");

    assertThat(part(enroll("/enroll", anna, url("/anna.jpg")), "faceOriginal"))
        .isEqualTo(url("/anna.jpg"));

    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
  }

  @Test
  void whatCannotBeFetchedIsAlwaysAnsweredAlike() {
    User anna = person("anna");
    for (String url :
        List.of(
            url("/none.jpg"),
            "http://127.0.0.1:1/a.jpg",
            "https://10.0.0.1/a.jpg",
            "file:///etc/passwd",
            "ftp://example.org/a.jpg",
            "nonsense")) {
      Answer answer = enroll("/enroll", anna, url);
      assertThat(answer.status()).as(url + answer.body()).isEqualTo(400);
      assertThat(part(answer, "message")).startsWith("The picture could not be fetched");
      assertThat(part(answer, "enrollmentStatus")).isEqualTo("failure");
    }
  }

  @Test
  void everyKindOfDamageHasItsStatus() {
    User anna = person("anna");
    byte[] jpeg = Portraits.ANNA.file();
    check(anna, Portraits.data("image/jpeg", Arrays.copyOf(jpeg, 200)), 400, "422");
    check(anna, Portraits.data("image/gif", "GIF89a".getBytes(StandardCharsets.UTF_8)), 415, "415");
    check(anna, Portraits.data("image/jpeg", new byte[0]), 415, "415");
    check(anna, Portraits.data("image/jpeg", Arrays.copyOf(jpeg, 7_000_001)), 413, "413");
    check(anna, "data:image/jpeg;base64,!!!!", 400, "400");
    check(anna, "data:image/jpeg,plain", 400, "400");
    assertThat(templates()).isZero();
    assertThat(state(anna)).isEqualTo("failure");
  }

  private void check(User user, String url, int status, String inner) {
    Answer answer = enroll("/enroll", user, url);
    String shown = url.substring(0, Math.min(60, url.length()));
    assertThat(answer.status()).as(shown + " " + answer.body()).isEqualTo(status);
    assertThat(part(answer, "status")).isEqualTo(inner);
    assertThat(part(answer, "userName")).isEqualTo("anna");
    assertThat(part(answer, "enrollmentStatus")).isEqualTo("failure");
    Answer authenticated =
        call("/search", "{\"customerName\":\"acme\",\"url\":\"%s\"}".formatted(url));
    assertThat(authenticated.status()).isEqualTo(status);
  }

  @Test
  void aBodyOfMoreThanTenMegabytesIsNotRead() {
    byte[] body = new byte[10 * 1024 * 1024 + 1];
    Answer answer =
        server.send(
            "POST",
            PREFIX + "/enroll",
            body,
            "Content-Type",
            "application/json",
            "Authorization",
            token);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(part(answer, "message")).isEqualTo("The body must have at most 10485760 bytes");
  }

  @Test
  void missingAndMistypedFieldsAreMalformed() {
    for (String call : List.of("/enroll", "/update", "/authenticate", "/search")) {
      assertThat(call(call, "{\"customerName\":\"acme\"}").status()).as(call).isEqualTo(400);
      assertThat(
              call(
                      call,
                      "{\"customerName\":\"acme\",\"url\":5,\"userName\":\"a\",\"enrolledUrl\":\"b\"}")
                  .status())
          .as(call)
          .isEqualTo(400);
      assertThat(call(call, "{\"customerName\":\"globex\",\"url\":\"\"}").status()).isEqualTo(403);
      assertThat(server.post(PREFIX + call, "{\"customerName\":\"acme\"}").status()).isEqualTo(401);
    }
  }
}
