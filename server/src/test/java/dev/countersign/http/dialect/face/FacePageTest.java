package dev.countersign.http.dialect.face;

import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.DialectPage;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes, or compares, docs/dialects/face.md. */
class FacePageTest extends FacePictureTest {
  private static final String TOKENS = "Authorization";

  private DialectPage page;
  private String bearer = "";

  @BeforeEach
  void begin() {
    page =
        new DialectPage(
            server,
            "face",
            "Face dialect",
            """
            `/deepfaceauth/api/v1/basic`: a customer signs in with its name and a key, keeps its people,
            and has faces enrolled, compared and found.

            Every call but login and logout takes the token: as `Authorization: Bearer <token>`, bare in
            `Authorization`, or as the parameter `access_token`. `customerName` has to be that of the
            token's customer. `userName` may be spelt `username`, `toThisDate` `toThsiDate`; numbers may
            be texts, and flags are `yes` or `no`.

            Failures are `{"error":{...,"message","status"}}`. HTTP 400 with the status `"422"` means
            that the call was understood and what it asks for is refused; the message says why and, of a
            picture, what to do. Every failure of `enroll`, `update` and `authenticate` whose token was
            taken names the person and the picture. 429 and 503 have `Retry-After`.

            `url` is a picture: a `data:` URL, or one that the server fetches where the configuration
            allows. JPEG, PNG, TIFF, WebP, or the first page of a PDF; at most 7 MB and 40 megapixels.
            """);
    page.replace("portal/[0-9a-f]{32}/[0-9a-f]{32}", "portal/<32 hex>/<32 hex>");
    page.replace("iframe/portal/[A-Za-z0-9]{64}", "iframe/portal/<token>");
    page.replace("pictures/[A-Za-z0-9_-]{54}", "pictures/<link>");
    page.replace("\"matchScore\": [0-9.]+", "\"matchScore\": 0.93");
    page.named("picture of anna", Portraits.ANNA.data());
    page.named("another picture of anna", Portraits.ANNA_AGAIN.data());
    page.named("picture of bert", Portraits.BERT.data());
    page.named("picture of a wall", Portraits.NOBODY.data());
  }

  @Test
  void thePageIsWhatTheServerAnswers() throws Exception {
    String dead = signingIn();
    people();
    String thumbnail = enrolling();
    comparing();
    searching();
    portals();
    blackList();
    looking(thumbnail);
    settingUp();
    ending(dead);

    page.requireAll(PREFIX, Set.of());
    page.check(getClass());
  }

  private static String json(String more) {
    return "{\"customerName\":\"acme\"" + more + "}";
  }

  private Answer ask(String about, String path, String more) {
    return page.post(about, PREFIX + path, json(more), TOKENS, bearer);
  }

  private String signingIn() {
    page.part("Signing in", "");
    Answer login =
        page.post("", PREFIX + "/login", json(",\"password\":\"" + TestServer.PASSWORD + "\""));
    String token = page.named("token", login, "/accessToken");
    bearer = "Bearer " + token;
    page.post(
        "An unknown customer and a wrong key are answered alike.",
        PREFIX + "/login",
        json(",\"password\":\"a wrong guess\""));
    return token;
  }

  private static String personal(String name) {
    return """
    ,"userName":"%1$s","fullName":"Full %1$s","emailId":"%1$s@example.org","phoneNumber":"5550100",\
    "countryCode":"+44"\
    """
        .formatted(name);
  }

  private void people() {
    page.part("People", "Names are compared without regard to case.");
    ask(
        "Answers the enrolment URL: where the person enrols in a browser, and by which calls name them.",
        "/user/create",
        personal("anna"));
    ask("The name is taken.", "/user/create", personal("Anna"));
    ask("", "/user/details", ",\"userName\":\"anna\"");
    ask("There is no such person.", "/user/details", ",\"userName\":\"nobody\"");
    ask(
        "Changes what is given; with `faceToBeUpdated` it also answers a new enrolment URL.",
        "/user/update",
        """
        ,"userName":"anna","faceToBeUpdated":"yes","parametersToBeUpdated":{"phoneNumber":"5550199"}\
        """);
    page.post(
        "Of another customer, whether or not there is one:",
        PREFIX + "/user/details",
        "{\"customerName\":\"globex\",\"userName\":\"anna\"}",
        TOKENS,
        bearer);
    page.post("Without a token:", PREFIX + "/user/details", json(",\"userName\":\"anna\""));
  }

  private String url(String name) {
    return urlOf(server.core().users.find(acme.id(), name).orElseThrow());
  }

  private static String picture(String url, Portraits portrait) {
    return ",\"url\":\"" + portrait.data() + "\",\"enrolledUrl\":\"" + url + "\"";
  }

  private String enrolling() {
    page.part("Enrolling", "The customer vouches for the person's consent.");
    ask("A picture that cannot be used:", "/enroll", picture(url("anna"), Portraits.NOBODY));
    ask("", "/enroll", picture(url("anna"), Portraits.ANNA));
    ask("Once more:", "/enroll", picture(url("anna"), Portraits.ANNA));
    Answer updated =
        ask(
            "Puts another face in the place of the one there is.",
            "/update",
            picture(url("anna"), Portraits.ANNA));
    server.clock().advance(Duration.ofSeconds(1));
    User bert = person("bert");
    ask("Of somebody who has none:", "/update", picture(urlOf(bert), Portraits.BERT));
    ask(
        "How far the enrolment of a URL got: `draft`, `success` or `failure`.",
        "/status/enroll/user",
        ",\"enrollmentUrl\":\"" + url("anna") + "\"");
    ask(
        "Of all; `statusType` is `success`, `failure`, `draft` or `all`. Everything but the name of the"
            + " customer may be left out.",
        "/status/enroll/all",
        """
        ,"pageNumber":1,"pageCount":20,"statusType":"all","fromThisDate":"2026-01-01",\
        "toThisDate":"2026-12-31"\
        """);
    return path(part(updated, "faceThumbnail"));
  }

  private void comparing() {
    page.part(
        "Comparing with one person",
        """
        `precision` is `high` (left out: high) or `low`, or how often a stranger may match, such as
        `fmr:1e-5`; the answer then has the `threshold` used. With `useSampleForLearning` a picture that
        matches well may improve the template.
        """);
    String anna = ",\"userName\":\"anna\",\"url\":\"";
    String usual = "\",\"precision\":\"high\",\"useSampleForLearning\":\"no\"";
    ask("", "/authenticate", anna + Portraits.ANNA_AGAIN.data() + usual);
    ask("Somebody else:", "/authenticate", anna + Portraits.BERT.data() + usual);
    ask("Nobody:", "/authenticate", anna + Portraits.NOBODY.data() + usual);
  }

  private void searching() throws InterruptedException {
    page.part(
        "Finding among all",
        """
        `threshold` is the least score, 0 to 1 (left out: 0.5), or `fmr:` with the rate of searches for
        strangers that may find somebody. `searchSpaces` confines it to sets of people: a name or a list
        of names. Who was enrolled is found within a second.
        """);
    awaitGallery();
    String anna = ",\"url\":\"" + Portraits.ANNA_AGAIN.data() + "\"";
    ask("Best first:", "/search", anna + ",\"threshold\":0.5,\"searchSpaces\":null");
    ask(
        "Makes a set, or puts another in its place.",
        "/searchspace/store",
        ",\"name\":\"gate\",\"users\":[\"bert\"]");
    ask("", "/view/searchspace/user", ",\"name\":\"gate\"");
    ask("Nobody is found:", "/search", anna + ",\"searchSpaces\":[\"gate\"]");
    ask("", "/searchspace/delete", ",\"name\":\"gate\"");
    ask("There is no such search space:", "/search", anna + ",\"searchSpaces\":\"gate\"");
  }

  private void awaitGallery() throws InterruptedException {
    for (int i = 0; i < 200 && server.core().faceFeatures.galleries.size() < 1; i++) {
      Thread.sleep(50);
    }
  }

  private void portals() {
    page.part(
        "Pages that ask for a face",
        """
        `kind` is `enroll`, `update`, `authenticate` or `search`; each needs the scope of the call that
        does the same. Pages of `parentOrigin`, or where that is left out of all origins in the setting
        `portal.parents`, may show it in a frame, and `returnUrl` is where the browser goes at the end:
        both have to be of an origin in that setting.
        """);
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old ->
                old.withPortals(new PortalSettings(List.of("https://www.example.com"), false, 30)),
            Origin.CLI);
    Answer created =
        ask(
            "The address is told once, works once, and expires.",
            "/portal/create",
            """
            ,"kind":"authenticate","userName":"anna","parentOrigin":"https://www.example.com",\
            "returnUrl":"https://www.example.com/done"\
            """);
    ask(
        "A page that is not listed:",
        "/portal/create",
        ",\"kind\":\"search\",\"parentOrigin\":\"https://evil.example\"");
    String reference = page.named("reference", created, "/reference");
    ask(
        "`outcome` is `open`, `expired`, `success`, `failure` or `cancelled`.",
        "/portal/result",
        ",\"reference\":\"" + reference + "\"");
    ask("Nobody's:", "/portal/result", ",\"reference\":\"1\"");
  }

  private void blackList() {
    page.part("The black list", "Who is on it is refused when compared, and marked when found.");
    ask("", "/user/blacklist", ",\"userName\":\"anna\"");
    ask(
        "Anna's own face:",
        "/authenticate",
        ",\"userName\":\"anna\",\"url\":\"" + Portraits.ANNA_AGAIN.data() + "\"");
    ask("", "/view/blacklist/all", "");
    page.get("", PREFIX + "/view/blacklist/all?customerName=acme", TOKENS, bearer);
    ask("", "/user/whitelist", ",\"userName\":\"anna\"");
  }

  private void looking(String thumbnail) {
    page.part("Looking back", "Links to pictures expire; the token may be left out.");
    page.get(
        "`?size=112` answers the crop of an enrolled face that eyes and mouth were aligned in.",
        thumbnail);
    ask(
        "Newest first. Dates and pages may be left out.",
        "/view/logs/all",
        ",\"pageNumber\":1,\"pageCount\":2,\"fromThisDate\":\"2026-01-01\",\"toThisDate\":\"2026-12-31\"");
  }

  private void settingUp() {
    page.part(
        "Settings",
        """
        Of the customer. A callback repeats the answer of the call, signed. Text messages
        (`sendEnrolledUrlSms`) go by the gateway that the server's configuration names,
        `outbox.sms-url`; where it names none, none is sent.\
        """);
    ask("", "/settings/view", "");
    ask(
        "Changes what is given.",
        "/settings/change",
        """
        ,"checkLiveliness":"no","Threshold":50,"sendEnrolledUrlEmail":{"emailSubjectField":"Welcome",\
        "emailBodyField":"Please enrol: {enrollmentUrl}","emailFromField":"","emailToField":[]}\
        """);
    ask("A value that cannot be used:", "/settings/change", ",\"Threshold\":5");
  }

  private void ending(String token) {
    page.part("Erasing, and signing out", "");
    ask("Erases everything known of the person.", "/user/delete", ",\"userName\":\"anna\"");
    page.post(
        "The token is in the body, and needs no header.",
        PREFIX + "/logout",
        json(",\"accessToken\":\"" + token + "\""));
    ask("It is dead:", "/user/details", ",\"userName\":\"bert\"");
  }
}
