package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.FaceSettings;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.portal.PortalCreation.Created;
import dev.countersign.testing.MultipartForm;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Portals that a customer opened, without script. */
class PortalPageTest extends PortalStage {
  @Test
  void whoAgreesIsEnrolledOnceAndTheCustomerAsksForTheResult() {
    Created created = portal(Kind.ENROLL);
    String path = path(created);
    assertThat(server.get(path).body()).contains("Enrol your face", "Acme", "I have read this");
    assertThat(result(created)).contains("\"outcome\":\"open\"");

    Answer done = send(path, Portraits.ANNA.file());

    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.body())
        .contains("Your face is enrolled", "data:image/jpeg;base64,", "data-outcome=\"success\"")
        .doesNotContain("Go on");
    assertThat(server.rows("SELECT source FROM face_consent").getFirst().values())
        .containsExactly("PERSON");
    assertThat(row()).containsEntry("state", "SUCCESS").containsEntry("reason", "");
    assertThat(result(created)).contains("\"userName\":\"alice\",\"outcome\":\"success\"");
    assertThat(server.get(path).status()).isEqualTo(410);
    assertThat(server.get(path).body()).contains("This link was used");
    assertThat(send(path, Portraits.ANNA.file()).status()).isEqualTo(410);
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isEqualTo(1);
  }

  @Test
  void everyKindSaysInPlainWordsWhoAsksWhatHappensAndHowToChangeOnesMind() {
    String acmes = "\u2068Acme\u2069, which is responsible for what happens with it.";
    assertThat(server.get(path(portal(Kind.ENROLL))).body())
        .contains(
            acmes,
            "Numbers are computed from your face. By them \u2068Acme\u2069 can tell",
            "The server also looks whether a living person is in front of the camera.",
            "730 days at most. Then it is erased by itself.",
            "At any time, and without a reason: tell \u2068Acme\u2069");
    assertThat(server.get(path(portal(Kind.SEARCH))).body())
        .contains(acmes, "compared with those of everybody", "Afterwards tell \u2068Acme\u2069;");
    enrol(Portraits.ANNA);
    assertThat(server.get(path(portal(Kind.UPDATE))).body())
        .contains(acmes, "It takes the place of what is kept of your face now.");
    assertThat(server.get(path(portal(Kind.AUTHENTICATE))).body())
        .contains(
            acmes,
            "\u2068Acme\u2069 is told whether it is you.",
            "It is kept even if you are not recognised.",
            "7 days at most. Then it is erased by itself.");
  }

  @Test
  void anotherFaceTakesThePlaceOfTheOneThereIs() {
    enrol(Portraits.ANNA);
    Created created = portal(Kind.UPDATE);

    Answer done = send(path(created), Portraits.BERT.file());

    assertThat(done.body()).contains("recognises you by the new photograph");
    assertThat(server.count("SELECT COUNT(*) FROM face_template")).isEqualTo(1);
    assertThat(result(created)).contains("\"kind\":\"update\"", "\"outcome\":\"success\"");
  }

  @Test
  void aFaceIsComparedAfterThePersonAgreed() {
    enrol(Portraits.ANNA);
    Created created = portal(Kind.AUTHENTICATE);
    String path = path(created);
    long before = server.count("SELECT COUNT(*) FROM face_picture");
    assertThat(server.get(path).body()).contains("Show that it is you", "7 days at most");
    Answer none =
        new MultipartForm().file("photograph", Portraits.ANNA_AGAIN.file()).post(server, path);
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body()).contains("Please agree first; nothing was kept.");
    assertThat(server.count("SELECT COUNT(*) FROM face_picture")).isEqualTo(before);
    assertThat(row().get("agreed_at")).isNull();

    Answer done = send(path, Portraits.ANNA_AGAIN.file());

    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("It is you", "data:image/jpeg;base64,");
    assertThat(row().get("agreed_at")).isNotNull();
    assertThat(events("portal_agreed")).containsExactly("success");
    assertThat(
            server
                .rows("SELECT detail FROM audit_event WHERE kind = 'portal_agreed'")
                .getFirst()
                .values()
                .toString())
        .isEqualTo(
            "[{\"portal\":\"%s\",\"source\":\"person\",\"text\":\"1\",\"purpose\":\"identification\",\"days\":7}]"
                .formatted(created.reference()));
    assertThat(server.get(path).status()).isEqualTo(410);
  }

  @Test
  void somebodyElseMayTryFiveTimes() {
    enrol(Portraits.ANNA);
    Created created = portal(Kind.AUTHENTICATE);
    String path = path(created);
    for (int i = 0; i < 4; i++) {
      Answer refused = send(path, Portraits.BERT.file());
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body()).contains("not enough like the one that was enrolled");
    }
    assertThat(result(created)).contains("\"outcome\":\"open\",\"reason\":\"no_match\"");
    Answer late = lateAfterAMismatch();
    assertThat(late.body()).contains("You did not want to").doesNotContain("was kept");

    Answer last = send(path, Portraits.BERT.file());

    assertThat(last.status()).isEqualTo(422);
    assertThat(last.body()).contains("That did not work", "data-outcome=\"failure\"");
    assertThat(result(created)).contains("\"outcome\":\"failure\",\"reason\":\"no_match\"");
    assertThat(server.get(path).body()).contains("This link does not work any more");
    assertThat(events("face_authenticate")).hasSize(6).containsOnly("no_match");
  }

  @Test
  void manyPortalsGiveNobodyMoreTriesAtOnePersonThanOne() {
    enrol(Portraits.ANNA);
    for (int i = 0; i < 20; i++) {
      String path = path(portal(Kind.AUTHENTICATE));
      if (i == 10) {
        // Whoever succeeds uses nothing up, and makes nothing good.
        assertThat(send(path, Portraits.ANNA_AGAIN.file()).status()).isEqualTo(200);
        path = path(portal(Kind.AUTHENTICATE));
      }
      assertThat(send(path, Portraits.BERT.file()).status()).isEqualTo(422);
    }
    Created created = portal(Kind.AUTHENTICATE);

    Answer refused = send(path(created), Portraits.ANNA_AGAIN.file());

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("3600");
    assertThat(refused.body())
        .contains(
            "Too many tries to be recognised as this person failed, with this link or with others."
                + " Please try again in 60 minutes.");
    assertThat(events("face_authenticate")).hasSize(21);
    settings(new PortalSettings(List.of(PARENT), false, 120));
    String later = path(portal(Kind.AUTHENTICATE));
    assertThat(send(later, Portraits.ANNA_AGAIN.file()).status()).isEqualTo(429);
    server.clock().advance(Duration.ofHours(1));
    assertThat(send(later, Portraits.ANNA_AGAIN.file()).status()).isEqualTo(200);
  }

  @Test
  void picturesThatCannotBeUsedKeepNobodyOut() {
    enrol(Portraits.ANNA);
    byte[] none = "none".getBytes(StandardCharsets.UTF_8);
    for (int portal = 0; portal < 2; portal++) {
      String path = path(portal(Kind.AUTHENTICATE));
      for (int i = 0; i < 19; i++) {
        assertThat(send(path, i == 0 ? Portraits.NOBODY.file() : none).status()).isEqualTo(422);
      }
      // Of the address they stay counted.
      assertThat(send(path, none).status()).isEqualTo(422);
      assertThat(send(path, none).status()).isEqualTo(429);
    }

    assertThat(send(path(portal(Kind.AUTHENTICATE)), Portraits.ANNA_AGAIN.file()).status())
        .isEqualTo(200);
    assertThat(events("face_authenticate")).hasSize(41).contains("no_face", "picture_unsupported");
  }

  @Test
  void facesOfOthersThoseThatDoNotLookAliveAndWrongCodesStayCounted() {
    enrol(Portraits.ANNA);
    String first = path(portal(Kind.AUTHENTICATE));
    assertThat(send(first, Portraits.BERT.file()).status()).isEqualTo(422);
    assertThat(send(first, Portraits.STIFF.file()).status()).isEqualTo(422);
    for (int i = 0; i < 9; i++) {
      assertThat(tell(first, terms(first)).status()).isEqualTo(422);
    }
    String second = path(portal(Kind.AUTHENTICATE));
    for (int i = 0; i < 9; i++) {
      assertThat(tell(second, terms(second)).status()).isEqualTo(422);
    }
    assertThat(new HashSet<>(events("face_authenticate")))
        .isEqualTo(Set.of("no_match", "not_live", "wrong_code"));

    Answer refused = send(path(portal(Kind.AUTHENTICATE)), Portraits.ANNA_AGAIN.file());

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("Too many tries to be recognised as this person failed");
  }

  @Test
  void guessesAtOnceAreNoMoreThanGuessesOneAfterTheOther() throws Exception {
    enrol(Portraits.ANNA);
    List<Callable<Integer>> guesses = new ArrayList<>();
    for (int portal = 0; portal < 2; portal++) {
      String path = path(portal(Kind.AUTHENTICATE));
      String terms = terms(path);
      guesses.addAll(Collections.nCopies(15, () -> tell(path, terms).status()));
    }

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> one : threads.invokeAll(guesses)) {
        statuses.add(one.get());
      }
    }

    assertThat(statuses).filteredOn(status -> status == 422).hasSize(20);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(10);
    assertThat(events("face_authenticate")).hasSize(20).containsOnly("wrong_code");
  }

  private Answer tell(String path, String terms) {
    return new MultipartForm()
        .text("agreed", terms)
        .text("otp", "123456")
        .text("otp-reference", "of no code")
        .post(server, path);
  }

  /** Of what was compared, what was agreed to is kept. */
  private Answer lateAfterAMismatch() {
    String path = path(portal(Kind.AUTHENTICATE));
    send(path, Portraits.BERT.file());
    assertThat(new MultipartForm().text("cancel", "yes").post(server, path).status())
        .isEqualTo(200);
    return server.get(path);
  }

  @Test
  void picturesThatCannotBeUsedAreExplainedAndUseNothingUp() {
    enrol(Portraits.ANNA);
    String path = path(portal(Kind.AUTHENTICATE));

    assertThat(send(path, Portraits.NOBODY.file()).body()).contains("No face is in the picture");
    assertThat(send(path, Portraits.GROUP.file()).body()).contains("please be alone");
    assertThat(send(path, "none".getBytes(StandardCharsets.UTF_8)).body())
        .contains("This is no photograph that can be read.");
    assertThat(send(path, new byte[0]).body()).contains("Please take or choose a photograph.");
    assertThat(send(path, Portraits.ANNA_AGAIN.file()).status()).isEqualTo(200);
  }

  @Test
  void whoIsOnTheBlackListIsToldNothingOfIt() {
    enrol(Portraits.ANNA);
    Created created = portal(Kind.AUTHENTICATE);
    server.core().users.blacklist(acme.id(), alice.id(), Origin.CLI);

    Answer refused = send(path(created), Portraits.ANNA_AGAIN.file());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("You cannot be recognised here")
        .doesNotContain("lack list");
    assertThat(result(created)).contains("\"outcome\":\"failure\",\"reason\":\"blacklisted\"");
  }

  @Test
  void aSearchShowsWhatTheCallWouldShowOnce() throws InterruptedException {
    enrol(Portraits.ANNA);
    for (int i = 0; i < 200 && server.core().faceFeatures.galleries.size() < 1; i++) {
      Thread.sleep(50);
    }
    Created created = portal(Kind.SEARCH);
    String path = path(created);
    assertThat(server.get(path).body()).contains("Find out who this is").doesNotContain("Alice");

    Answer found = send(path, Portraits.ANNA_AGAIN.file());

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(found.body())
        .containsPattern("<bdi>alice</bdi></th><td>0\\.[0-9]+</td><td>no</td>")
        .doesNotContain("Liddell");
    assertThat(server.get(path).status()).isEqualTo(410);
    Created other = portal(Kind.SEARCH);
    assertThat(send(path(other), Portraits.BERT.file()).body()).contains("Nobody the picture");
    assertThat(result(other)).contains("\"outcome\":\"success\",\"reason\":\"nobody\"");
  }

  @Test
  void onlyTheParentThatWasNamedMayShowItInAFrame() {
    String framed = path(portal(Kind.SEARCH, PARENT, ""));
    Answer page = server.get(framed);
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self'; frame-ancestors"
                + " https://www.example.com; base-uri 'none'");
    assertThat(page.header("X-Frame-Options")).isEmpty();
    assertThat(page.header("Permissions-Policy"))
        .isEqualTo("camera=(self), microphone=(), geolocation=()");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.body()).contains("data-parents=\"https://www.example.com\"");

    server.clock().advance(Duration.ofMinutes(30));
    Answer closed = server.get(framed);
    assertThat(closed.status()).isEqualTo(410);
    assertThat(closed.body()).contains("This link has expired", "data-outcome=\"expired\"");
    assertThat(closed.header("Content-Security-Policy"))
        .contains("frame-ancestors https://www.example.com");
  }

  private static final String OTHER = "https://other.example";

  @Test
  void whereNoParentWasNamedAllThatAreListedMayShowIt() {
    settings(new PortalSettings(List.of(PARENT, OTHER), false, 30));
    String enrolment =
        URI.create(server.core().enrolmentLinks.url(acme.id(), alice.enrolment())).getPath();
    for (String path : List.of(path(portal(Kind.SEARCH)), enrolment)) {
      Answer page = server.get(path);
      assertThat(page.header("Content-Security-Policy"))
          .contains("frame-ancestors https://www.example.com https://other.example;");
      assertThat(page.header("X-Frame-Options")).isEmpty();
      assertThat(page.body())
          .contains("data-parents=\"https://www.example.com https://other.example\"");
    }
    assertThat(server.get(path(portal(Kind.SEARCH, OTHER, ""))).header("Content-Security-Policy"))
        .contains("frame-ancestors https://other.example;");
    settings(new PortalSettings(List.of(), false, 30));
    Answer alone = server.get(enrolment);
    assertThat(alone.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(alone.header("X-Frame-Options")).isEqualTo("DENY");
  }

  @Test
  void whoIsTakenFromTheListShowsNoPortalFromThenOnAndIsNotReturnedTo() {
    enrol(Portraits.ANNA);
    String path = path(portal(Kind.AUTHENTICATE, PARENT, PARENT + "/done"));
    settings(new PortalSettings(List.of(OTHER), false, 30));

    Answer page = server.get(path);
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(page.body()).contains("data-parents=\"\"").doesNotContain("example.com");
    Answer done = send(path, Portraits.ANNA_AGAIN.file());
    assertThat(done.body()).contains("It is you").doesNotContain("Go on", "example.com");
    assertThat(server.get(path).header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'");
  }

  @Test
  void thatSomethingFailedIsShownWhereThePortalIs() {
    String path = path(portal(Kind.SEARCH, PARENT, ""));
    String framed = "frame-ancestors https://www.example.com;";

    Answer wrong = server.post(path, "{}");
    assertThat(wrong.status()).isEqualTo(415);
    assertThat(wrong.header("Content-Security-Policy")).contains(framed);
    assertThat(wrong.body())
        .contains(
            "data-ended=\"retry\" data-outcome=\"failure\"", "href=\"" + path + "\"", "Try again");
    Answer large = new MultipartForm().file("photograph", new byte[11_000_000]).post(server, path);
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.header("Content-Security-Policy")).contains(framed);
    assertThat(large.body())
        .contains("A file may have 7 MB at most, and all that is sent at once 10 MB");
    Answer frame = server.post(path + "/frame", "{}");
    assertThat(frame.status()).isEqualTo(415);
    assertThat(frame.body()).contains("href=\"" + path + "\"");

    String nobodys = path.substring(0, path.length() - 1) + "_";
    assertThat(server.post(nobodys, "{}").header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'");
  }

  @Test
  void theBrowserGoesBackWithTheOutcomeAndTheReference() {
    enrol(Portraits.ANNA);
    Created created = portal(Kind.AUTHENTICATE, "", PARENT + "/done?a=1");

    Answer done = send(path(created), Portraits.ANNA_AGAIN.file());

    assertThat(done.body())
        .contains(
            "href=\"https://www.example.com/done?a=1&amp;outcome=success&amp;reference="
                + created.reference()
                + "\" target=\"_top\"");
  }

  @Test
  void whoDoesNotWantToLeavesNothingBehind() {
    Created created = portal(Kind.ENROLL);
    String path = path(created);

    assertThat(server.get(path).body())
        .contains("href=\"?decline=yes\"")
        .doesNotContain("name=\"cancel\"");
    Answer asked = server.get(path + "?decline=yes");
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body())
        .contains(
            "Decline and end this link?", "name=\"cancel\" value=\"yes\"", "href=\"" + path + "\"");
    assertThat(result(created)).contains("\"outcome\":\"open\"");

    Answer left = new MultipartForm().text("cancel", "yes").post(server, path);

    assertThat(left.status()).isEqualTo(200);
    assertThat(left.body())
        .contains(
            "You did not want to", "Nothing of your face was kept", "data-outcome=\"cancelled\"");
    assertThat(result(created)).contains("\"outcome\":\"cancelled\"");
    assertThat(server.get(path).status()).isEqualTo(410);
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isZero();
    assertThat(events("portal_cancelled")).containsExactly("success");
  }

  @Test
  void consentToWhatHasChangedMeanwhileIsNone() {
    enrol(Portraits.ANNA);
    String path = path(portal(Kind.AUTHENTICATE));
    String before = terms(path);
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old -> {
              Map<String, String> all = new LinkedHashMap<>(old.faces().byName());
              all.put("face.request-days", "300");
              return old.withFaces(FaceSettings.of(all));
            },
            Origin.CLI);

    Answer again =
        new MultipartForm()
            .text("agreed", before)
            .file("photograph", Portraits.ANNA_AGAIN.file())
            .post(server, path);

    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body())
        .contains("The text has changed", "300 days")
        .doesNotContain(" checked");
    assertThat(events("face_authenticate")).isEmpty();
  }

  @Test
  void whoAgreesToAnotherTextThanBeforeIsOnRecordWithBoth() {
    enrol(Portraits.ANNA);
    String path = path(portal(Kind.AUTHENTICATE));
    send(path, Portraits.NOBODY.file());
    send(path, Portraits.NOBODY.file());
    assertThat(events("portal_agreed")).hasSize(1);
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old -> {
              Map<String, String> all = new LinkedHashMap<>(old.faces().byName());
              all.put("face.request-days", "300");
              return old.withFaces(FaceSettings.of(all));
            },
            Origin.CLI);

    assertThat(send(path, Portraits.ANNA_AGAIN.file()).status()).isEqualTo(200);

    assertThat(
            server.rows("SELECT detail FROM audit_event WHERE kind = 'portal_agreed' ORDER BY id"))
        .extracting(
            row -> row.getOrDefault("detail", "").toString().replaceAll(".*,\"days", "days"))
        .containsExactly("days\":7}", "days\":300}");
  }

  @Test
  void ofManyAtOnceOneSucceeds() throws Exception {
    enrol(Portraits.ANNA);
    String path = path(portal(Kind.AUTHENTICATE));
    String terms = terms(path);
    byte[] file = Portraits.ANNA_AGAIN.file();
    List<Future<Answer>> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> call =
          () ->
              new MultipartForm().text("agreed", terms).file("photograph", file).post(server, path);
      answers = threads.invokeAll(Collections.nCopies(6, call));
    }

    List<Integer> statuses = new ArrayList<>();
    for (Future<Answer> answer : answers) {
      statuses.add(answer.get().status());
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 410, 410, 410, 410, 410);
    assertThat(events("face_authenticate").stream().filter("success"::equals)).hasSize(1);
    assertThat(events("portal_agreed")).hasSize(1);
  }

  @Test
  void aLinkTakesTwentyTriesAnHour() {
    String path = path(portal(Kind.ENROLL));
    byte[] none = "none".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20; i++) {
      assertThat(send(path, none).status()).isEqualTo(422);
    }
    Answer refused = send(path, none);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("3600");
  }

  @Test
  void addressesNobodyOpenedLeadNowhere() {
    String portals = "/deepfaceauth/api/v1/iframe/portal/";
    for (String token : List.of("x", "A".repeat(64), "A".repeat(300))) {
      assertThat(server.get(portals + token).status()).as(token).isIn(400, 404);
      assertThat(server.get(portals + token).header("Content-Security-Policy"))
          .contains("frame-ancestors 'none'");
    }
    assertThat(server.get(portals + "A".repeat(64)).body()).contains("There is no such link");
  }
}
