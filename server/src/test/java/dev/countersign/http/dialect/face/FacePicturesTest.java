package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The links to pictures that answers hold. */
class FacePicturesTest extends FacePictureTest {
  @Test
  void aThumbnailIsShownToWhoeverHoldsItsLinkUntilItExpires() {
    String link = path(part(enroll(person("anna"), Portraits.ANNA), "faceThumbnail"));

    Answer picture = server.get(link);

    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(picture.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(picture.body()).contains("JFIF");
    server.clock().advance(Duration.ofMinutes(59));
    assertThat(server.get(link).status()).isEqualTo(200);
    server.clock().advance(Duration.ofMinutes(1));
    assertError(server.get(link), 410, "410", "The link has expired; get a new one");
  }

  @Test
  void theAlignedCropOfAnEnrolledFaceIsShownToo() {
    String enrolled = path(part(enroll(person("anna"), Portraits.ANNA), "faceThumbnail"));
    String compared = path(part(authenticate("anna", Portraits.ANNA_AGAIN), "faceThumbnail"));

    Answer aligned = server.get(enrolled + "?size=112");

    assertThat(aligned.status()).isEqualTo(200);
    assertThat(aligned.body()).contains("JFIF").isNotEqualTo(server.get(enrolled).body());
    assertError(server.get(compared + "?size=112"), 404, "404", "There is no such picture");
    assertError(
        server.get(enrolled + "?size=64"),
        400,
        "400",
        "size may be 112, for the aligned crop, or left out");
  }

  @Test
  void anErasedPersonsPictureIsGone() {
    String link = path(part(enroll(person("anna"), Portraits.ANNA), "faceThumbnail"));
    String seen = path(part(authenticate("anna", Portraits.ANNA_AGAIN), "faceThumbnail"));

    call("/user/delete", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");

    assertError(server.get(link), 404, "404", "There is no such picture");
    assertError(server.get(seen), 404, "404", "There is no such picture");
  }

  @Test
  void aLinkThatWasChangedNamesNothing() {
    String link = path(part(enroll(person("anna"), Portraits.ANNA), "faceThumbnail"));
    int at = link.length() - 30;
    char other = link.charAt(at) == 'A' ? 'B' : 'A';
    String changed = link.substring(0, at) + other + link.substring(at + 1);

    assertThat(server.get(changed).status()).isEqualTo(404);
    assertThat(server.get(link.substring(0, link.length() - 1)).status()).isEqualTo(404);
    assertThat(server.get(link + "A").status()).isEqualTo(404);
    assertThat(server.get(link.substring(0, link.lastIndexOf('/') + 1) + "x").status())
        .isEqualTo(404);
  }

  @Test
  void aTokenThatIsSentMustBeTheCustomersOwn() {
    String link = path(part(enroll(person("anna"), Portraits.ANNA), "faceThumbnail"));
    String other = tokenOfOther("globex");

    assertThat(server.get(link, "Authorization", token).status()).isEqualTo(200);
    assertThat(server.get(link, "Authorization", other).status()).isEqualTo(404);
    assertThat(server.get(link, "Authorization", "Bearer nonsense").status()).isEqualTo(404);
  }

  @Test
  void theOriginalIsKeptWhereTheCustomerWantsIt() {
    keepOriginals();
    User anna = person("anna");

    String link =
        path(
            part(
                enroll("/enroll", anna, Portraits.data("image/png", Portraits.ANNA.file("png"))),
                "faceOriginal"));

    Answer original = server.get(link);
    assertThat(original.status()).isEqualTo(200);
    assertThat(original.header("Content-Type")).isEqualTo("image/png");
    assertThat(original.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    assertThat(original.body()).contains("IHDR");
  }

  @Test
  void largeOriginalsAreShownAgainAndAgainSinceTheirMemoryIsGivenBack() {
    keepOriginals();
    // What is behind the end of the picture belongs to the file.
    byte[] large = Arrays.copyOf(Portraits.ANNA.file(), 6_500_000);
    String url = Portraits.data("image/jpeg", large);
    String link = path(part(enroll("/enroll", person("anna"), url), "faceOriginal"));

    for (int i = 0; i < 5; i++) {
      Answer original = server.get(link);
      assertThat(original.status()).as("the %d.", i).isEqualTo(200);
      assertThat(original.header("Content-Length")).isEqualTo("6500000");
    }
  }

  @Test
  void whoeverReadsALargeOriginalSlowlyHoldsNoMoreThanThereIsMemoryFor() throws Exception {
    keepOriginals();
    byte[] large = Arrays.copyOf(Portraits.ANNA.file(), 6_500_000);
    String url = Portraits.data("image/jpeg", large);
    Answer enrolled = enroll("/enroll", person("anna"), url);
    String link = path(part(enrolled, "faceOriginal"));
    long fit = Math.max(1, Runtime.getRuntime().maxMemory() / 16 / (2L * large.length));
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < fit; i++) {
        slow.add(asking(link));
        slow.getLast().getInputStream().readNBytes(100);
      }
      assertThat(server.get(link).status()).isEqualTo(503);
      assertThat(server.get(path(part(enrolled, "faceThumbnail"))).status()).isEqualTo(200);
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
    // The server learns of a connection that is gone by what it writes to it.
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    int status = server.get(link).status();
    while (status == 503 && System.nanoTime() < end) {
      Thread.sleep(20);
      status = server.get(link).status();
    }
    assertThat(status).isEqualTo(200);
  }

  /** A connection on which it was asked for, with little room for what comes. */
  private Socket asking(String link) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    String request = "GET " + link + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void listsShowThem() {
    User anna = enrolled("anna", Portraits.ANNA);
    person("new");
    authenticate("anna", Portraits.ANNA_AGAIN);
    search(Portraits.ANNA, "");
    server.core().users.blacklist(acme.id(), anna.id(), Origin.CLI);

    Answer blacklist = call("/view/blacklist/all", "{\"customerName\":\"acme\"}");
    assertThat(server.get(path(part(blacklist, "faceThumbnail"))).status()).isEqualTo(200);
    Answer enrolments =
        call("/status/enroll/all", "{\"customerName\":\"acme\",\"statusType\":\"success\"}");
    assertThat(server.get(path(part(enrolments, "faceThumbnail"))).status()).isEqualTo(200);
    assertThat(
            call("/status/enroll/all", "{\"customerName\":\"acme\",\"statusType\":\"draft\"}")
                .body())
        .contains("\"userName\":\"new\"", "\"faceThumbnail\":\"\"");
    Answer logs = call("/view/logs/all", "{\"customerName\":\"acme\"}");
    assertThat(logs.body())
        .contains("\"totalLogCount\":3")
        .containsPattern(
            "\"faceThumbnail\":\""
                + PICTURE
                + "\",\"faceOriginal\":\"\",\"requestType\":\"search\"")
        .containsPattern(
            "\"faceThumbnail\":\""
                + PICTURE
                + "\",\"faceOriginal\":\"\",\"requestType\":\"authenticate\"")
        .containsPattern(
            "\"faceThumbnail\":\""
                + PICTURE
                + "\",\"faceOriginal\":\"\",\"requestType\":\"enroll\"");
    assertThat(server.get(path(part(logs, "faceThumbnail"))).status()).isEqualTo(200);
  }

  @Test
  void whereNoThumbnailIsKeptNoneIsShown() {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old -> old.withFaces(FaceSettings.of(Map.of("face.keep-thumbnail", "no"))),
            Origin.CLI);

    assertThat(enroll(person("anna"), Portraits.ANNA).body()).contains("\"faceThumbnail\":\"\"");
    assertThat(authenticate("anna", Portraits.ANNA_AGAIN).body())
        .contains("\"faceThumbnail\":\"\"");
    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
  }

  private void keepOriginals() {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old -> old.withFaces(FaceSettings.of(Map.of("face.store-original", "yes"))),
            Origin.CLI);
  }
}
