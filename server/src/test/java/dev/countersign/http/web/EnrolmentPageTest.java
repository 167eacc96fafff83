package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import dev.countersign.user.UserChange;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentPageTest {
  private static final Pattern AGREED = Pattern.compile("name=\"agreed\" value=\"([^\"]+)\"");
  private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
  private static final String BOUNDARY = "----test";

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private String path;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("<acme>");
    alice = server.user(acme, "alice");
    path = path(alice);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String path(User user) {
    return URI.create(server.core().enrolmentLinks.url(acme.id(), user.enrolment())).getPath();
  }

  private Answer submit(String agreed, byte[] photograph) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!agreed.isEmpty()) {
      body.writeBytes(part("agreed", "", agreed.getBytes(StandardCharsets.UTF_8)));
    }
    body.writeBytes(part("photograph", "; filename=\"me.jpg\"", photograph));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return server.send(
        "POST",
        path,
        body.toByteArray(),
        "Content-Type",
        "multipart/form-data; boundary=" + BOUNDARY);
  }

  /** What a browser sends for the check box, after the page was opened. */
  private String terms() {
    Matcher box = AGREED.matcher(server.get(path).body());
    return box.find() ? box.group(1) : "of a page that is closed";
  }

  private Answer agree(byte[] photograph) {
    return submit(terms(), photograph);
  }

  private static byte[] part(String name, String more, byte[] content) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
            .formatted(BOUNDARY, name, more);
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return part.toByteArray();
  }

  private long count(String table) {
    return server.count("SELECT COUNT(*) FROM " + table);
  }

  private void nothingIsKept() {
    assertThat(count("face_consent")).isZero();
    assertThat(count("face_template")).isZero();
    assertThat(count("face_picture")).isZero();
  }

  @Test
  void thePageSaysWhatIsAgreedToAndNeedsNothingButItself() {
    Answer page = server.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.header("Permissions-Policy"))
        .isEqualTo("camera=(self), microphone=(), geolocation=()");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.body())
        .contains(
            "\u2068&lt;acme&gt;\u2069 asks you, \u2068Alice Liddell\u2069,",
            "identification",
            "730 days",
            "Version 1")
        .contains("type=\"file\" name=\"photograph\" accept=\"image/*\" required")
        .doesNotContain("<acme>", "<script>", "style=\"", "<style", "=\"http");
    nothingIsKept();
  }

  @Test
  void stylesAndScriptsAreWhereThePageLooksForThem() {
    Matcher files = ASSET.matcher(server.get(path).body());
    List<String> found = new ArrayList<>();
    while (files.find()) {
      found.add(files.group(1).replaceAll(".*/", ""));
      assertThat(server.get(files.group(1)).status()).isEqualTo(200);
    }
    assertThat(found)
        .containsExactly(
            "pages.css",
            "portal.css",
            "portal-camera.js",
            "portal-photograph.js",
            "portal.js",
            "seal.svg");
  }

  @Test
  void whoAgreesIsEnrolledOnceAndTheConsentIsTheirOwn() {
    Answer done = agree(Portraits.ANNA.file());

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body())
        .contains(">Your face is enrolled</h1>", "src=\"data:image/jpeg;base64,");
    assertThat(count("face_template")).isEqualTo(1);
    assertThat(server.rows("SELECT source, text_version FROM face_consent").getFirst().values())
        .containsExactly("PERSON", "1");
    assertThat(server.get(path).status()).isEqualTo(410);
    assertThat(server.get(path).body()).contains("This link was used");
    assertThat(agree(Portraits.ANNA.file()).status()).isEqualTo(410);
    assertThat(count("face_consent")).isEqualTo(1);
  }

  @Test
  void withoutConsentNothingIsLookedAtOrKept() {
    Answer again = submit("", Portraits.ANNA.file());

    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("Please agree first");
    nothingIsKept();
    assertThat(server.core().faceEngine.ready()).isFalse();
  }

  @Test
  void consentToAnotherTextIsNone() {
    assertThat(submit("0", Portraits.ANNA.file()).body()).contains("The text has changed");
    assertThat(submit("1", Portraits.ANNA.file()).body()).contains("The text has changed");
    nothingIsKept();
  }

  @Test
  void consentToAnotherPurposeIsNoneThoughTheTextHasTheSameVersion() {
    String before = terms();
    change(Map.of("face.consent-purpose", "opening the door"));

    Answer again = submit(before, Portraits.ANNA.file());

    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body())
        .contains("The text has changed", "opening the door", "Version 1")
        .doesNotContain(" checked");
    nothingIsKept();
    before = terms();
    change(Map.of("face.consent-days", "1000"));
    assertThat(submit(before, Portraits.ANNA.file()).body()).contains("The text has changed");
    nothingIsKept();
    assertThat(agree(Portraits.ANNA.file()).status()).isEqualTo(200);
    assertThat(server.rows("SELECT purpose FROM face_consent").getFirst().values())
        .containsExactly("opening the door");
  }

  private void change(Map<String, String> wanted) {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old -> {
              Map<String, String> all = new LinkedHashMap<>(old.faces().byName());
              all.putAll(wanted);
              return old.withFaces(FaceSettings.of(all));
            },
            Origin.CLI);
  }

  @Test
  void aPictureThatCannotBeUsedIsExplainedAndThePersonTriesAgain() {
    Answer refused = agree(Portraits.GROUP.file());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "role=\"alert\" data-alert>Two faces are in the picture: please be alone.", " checked");
    nothingIsKept();
    assertThat(agree(new byte[0]).body()).contains("Please take or choose a photograph");
    assertThat(agree("no picture".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(422);
    assertThat(agree(Portraits.ANNA.file()).status()).isEqualTo(200);
  }

  @Test
  void aLinkExpires() {
    server.clock().advance(Duration.ofDays(8));

    Answer page = server.get(path);
    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("This link has expired");
    assertThat(agree(Portraits.ANNA.file()).status()).isEqualTo(410);
    nothingIsKept();
  }

  @Test
  void aNewLinkReplacesTheFaceAndTheOldOneIsGone() {
    assertThat(agree(Portraits.ANNA.file()).status()).isEqualTo(200);
    String old = path;
    User renewed =
        server
            .core()
            .users
            .update(
                acme.id(),
                alice.id(),
                new UserChange(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true),
                Origin.CLI);
    path = path(renewed);

    assertThat(server.get(old).status()).isEqualTo(404);
    assertThat(server.get(path).body()).contains("Enrol your face anew");
    assertThat(agree(Portraits.BERT.file()).status()).isEqualTo(200);
    assertThat(server.get(path).status()).isEqualTo(410);
    assertThat(count("face_template")).isEqualTo(1);
  }

  @Test
  void linksNobodySentLeadNowhere() {
    String portal = "/deepfaceauth/api/v1/iframe/enroll/portal/";
    String half = "0123456789abcdef0123456789abcdef";
    assertThat(server.get(portal + half + "/" + half).status()).isEqualTo(404);
    assertThat(server.get(portal + "x/y").body()).contains("There is no such link");
    assertThat(server.get("/deepfaceauth/api/v1/iframe/other").body())
        .contains(">There is no such page</h1>");
  }

  @Test
  void aFormThatIsTooLargeOrNoneIsRefusedWithAPage() {
    assertThat(agree(new byte[8_000_000]).body()).contains("larger than 7 MB");
    Answer json = server.post(path, "{}");
    assertThat(json.status()).isEqualTo(415);
    assertThat(json.body()).contains("<!doctype html>");
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedWithAPage(@TempDir Path other) {
    stop();
    server = TestServer.start(other, Map.of("server.max-picture-body", "64KiB"));
    acme = server.customer("acme");
    path = path(server.user(acme, "alice"));

    Answer huge = agree(new byte[80_000]);
    assertThat(huge.status()).isEqualTo(413);
    assertThat(huge.body()).contains("The photograph is too large");
  }

  private Answer failure() {
    return agree("no picture".getBytes(StandardCharsets.UTF_8));
  }

  private long failuresToldOf() {
    return server.count("SELECT COUNT(*) FROM audit_event WHERE kind = 'face_enroll'");
  }

  @Test
  void aLinkTakesSoManyFailuresAnHourAndNoMore() {
    for (int i = 0; i < 20; i++) {
      assertThat(failure().status()).isEqualTo(422);
    }
    server.clock().advance(Duration.ofMinutes(15));

    Answer refused = failure();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("2700");
    assertThat(refused.body())
        .contains("Too many photographs could not be used. Please try again in 45 minutes.");
    assertThat(agree(Portraits.ANNA.file()).status()).isEqualTo(429);
    assertThat(failuresToldOf()).isEqualTo(20);
    server.clock().advance(Duration.ofMinutes(45));
    assertThat(failure().status()).isEqualTo(422);
  }

  @Test
  void aLinkCausesOneMailOfRejectionAnHour(@TempDir Path other) {
    stop();
    // Nothing listens there: what is to be sent stays where it can be counted.
    server =
        TestServer.start(
            other,
            Map.of(
                "mail.host", "127.0.0.1", "mail.port", "1", "mail.from", "no-reply@auth.example"));
    acme = server.customer("acme");
    path = path(server.user(acme, "alice"));
    Answer changed =
        server.post(
            "/deepfaceauth/api/v1/basic/settings/change",
            """
            {"customerName":"acme","enrollRejectEmail":{
              "emailSubjectField":"Rejected","emailBodyField":"Why: {message}.",
              "emailFromField":"","emailToField":[]}}\
            """,
            "Authorization",
            Tokens.opaque(server, acme, Duration.ofHours(1)));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);

    for (int i = 0; i < 5; i++) {
      assertThat(failure().status()).isEqualTo(422);
    }
    assertThat(count("outbox")).isEqualTo(1);
    server.clock().advance(Duration.ofHours(1));
    assertThat(failure().status()).isEqualTo(422);
    assertThat(count("outbox")).isEqualTo(2);
  }

  @Test
  void ofManyAtOnceOneIsEnrolledAndTheOthersFindTheLinkUsed() throws Exception {
    List<Future<Answer>> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> call = () -> agree(Portraits.ANNA.file());
      answers = threads.invokeAll(Collections.nCopies(8, call));
    }

    List<Integer> statuses = new ArrayList<>();
    for (Future<Answer> answer : answers) {
      statuses.add(answer.get().status());
      if (answer.get().status() == 410) {
        assertThat(answer.get().body()).contains("This link was used");
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 410, 410, 410, 410, 410, 410, 410);
    assertThat(count("face_consent")).isEqualTo(1);
  }
}
