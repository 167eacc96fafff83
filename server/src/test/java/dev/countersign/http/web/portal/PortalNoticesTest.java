package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.portal.PortalCreation.Created;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.MultipartForm;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What portals cause elsewhere: codes by mail, callbacks, what the customer's settings ask for. */
class PortalNoticesTest extends PortalStage {
  private static final Pattern REFERENCE =
      Pattern.compile("name=\"otp-reference\" value=\"([A-Za-z0-9]{64})\"");

  private final GreenMail mail = MailReceivers.create();

  @Override
  @BeforeEach
  void start() {
    mail.start();
    server =
        TestServer.start(
            folder,
            Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mail.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "no-reply@auth.example",
                "outgoing.allow-hosts", "127.0.0.1",
                "outgoing.allow-http", "true",
                // Nothing listens there: what is to be told stays where it can be counted.
                "outgoing.allow-private", "127.0.0.1:9"));
    acme = server.customer("Acme");
    alice = server.user(acme, "alice");
    settings(new PortalSettings(List.of(), false, 30));
  }

  @AfterEach
  void stopMail() {
    mail.stop();
  }

  private void set(String fields) {
    Answer answer = call("/settings/change", fields);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String reference(Answer page) {
    Matcher found = REFERENCE.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group(1);
  }

  private String mailedCode() throws Exception {
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    Matcher code =
        Pattern.compile("code is ([0-9]{6})")
            .matcher(GreenMailUtil.getBody(mail.getReceivedMessages()[0]));
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private Answer tell(String path, String reference, String code) {
    return new MultipartForm()
        .text("agreed", terms(path))
        .text("otp-reference", reference)
        .text("otp", code)
        .post(server, path);
  }

  @Test
  void aCodeByMailMakesUpForAFaceThatIsNotQuiteAlike() throws Exception {
    enrol(Portraits.CLARA);
    set("\"otpccheckifScorebelowThreshold\":\"yes\"");
    Created created = portal(Kind.AUTHENTICATE);
    String path = path(created);

    Answer asked = send(path, Portraits.DORA.file());

    assertThat(asked.status()).isEqualTo(422);
    assertThat(asked.body())
        .contains("A code was sent to your e-mail address", "Code from your mail");
    String code = mailedCode();
    String wrong = code.equals("000000") ? "000001" : "000000";
    Answer again = tell(path, reference(asked), wrong);
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("The code is wrong, was used, or has expired.");
    Answer done = tell(path, reference(again), code);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("It is you");
    assertThat(events("face_authenticate")).containsExactly("code_sent", "wrong_code", "success");
    assertThat(result(created)).contains("\"outcome\":\"success\"");
  }

  @Test
  void whoDoesNotLookAliveIsRefusedUnlessTheSettingsSayOtherwise() {
    String path = path(portal(Kind.ENROLL));

    Answer refused = send(path, Portraits.STIFF.file());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("does not look like a living person");
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isZero();
    settings(new PortalSettings(List.of(), false, false, 30));
    assertThat(send(path, Portraits.STIFF.file()).status()).isEqualTo(200);
  }

  @Test
  void theCustomersCallbacksAreToldWhatTheCallsTell() {
    set(
        """
        "enrollmentAcceptedCallbackurl":"http://127.0.0.1:9/in",\
        "failedAuthenticationCallbackurl":"http://127.0.0.1:9/no",\
        "successfullAuthenticationCallbackurl":"http://127.0.0.1:9/yes"\
        """);
    assertThat(send(path(portal(Kind.ENROLL)), Portraits.ANNA.file()).status()).isEqualTo(200);
    assertThat(callbacks()).isEqualTo(1);
    String path = path(portal(Kind.AUTHENTICATE));
    assertThat(send(path, Portraits.BERT.file()).status()).isEqualTo(422);
    assertThat(callbacks()).isEqualTo(2);
    assertThat(send(path, Portraits.ANNA_AGAIN.file()).status()).isEqualTo(200);
    assertThat(callbacks()).isEqualTo(3);
  }

  @Test
  void ofTwoWhoEnrolAtOnceOneIsToldAndNobodyIsRejected() {
    set(
        """
        "enrollmentAcceptedCallbackurl":"http://127.0.0.1:9/in",\
        "enrollmentRejectedCallbackurl":"http://127.0.0.1:9/out"\
        """);
    Created created = portal(Kind.ENROLL);

    assertThat(statuses(path(created), Portraits.ANNA, Portraits.ANNA_AGAIN))
        .containsOnlyOnce(200)
        .doesNotContain(500);

    assertThat(callbacks()).isEqualTo(1);
    assertThat(state()).isEqualTo("SUCCESS");
    assertThat(result(created)).contains("\"outcome\":\"success\"");
  }

  @Test
  void ofTwoWhoShowTheirFaceAtOnceOneIsToldAndNobodyFailed() {
    enrol(Portraits.ANNA);
    set(
        """
        "failedAuthenticationCallbackurl":"http://127.0.0.1:9/no",\
        "successfullAuthenticationCallbackurl":"http://127.0.0.1:9/yes"\
        """);

    assertThat(statuses(path(portal(Kind.AUTHENTICATE)), Portraits.ANNA, Portraits.ANNA_AGAIN))
        .containsOnlyOnce(200)
        .doesNotContain(500);

    assertThat(callbacks()).isEqualTo(1);
  }

  @Test
  void whatIsCancelledWhileItIsLookedAtMovesAndTellsNothing() {
    set("\"enrollmentRejectedCallbackurl\":\"http://127.0.0.1:9/out\"");
    Created created = portal(Kind.ENROLL);
    String path = path(created);
    String terms = terms(path);
    // Both wait until the models are loaded.
    List<CompletableFuture<Answer>> looking =
        List.of(later(path, terms, Portraits.ANNA), later(path, terms, Portraits.NOBODY));
    Object before = state();
    await(() -> row().get("agreed_at") != null);

    Answer cancelled = new MultipartForm().text("cancel", "yes").post(server, path);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(looking).extracting(one -> one.join().status()).containsOnly(410);
    assertThat(state()).isEqualTo(before);
    assertThat(callbacks()).isZero();
    assertThat(events("face_enroll")).containsOnly("link_closed");
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isZero();
    assertThat(result(created)).contains("\"outcome\":\"cancelled\"");
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<Integer> statuses(String path, Portraits... portraits) {
    String terms = terms(path);
    return Stream.of(portraits).map(one -> later(path, terms, one)).toList().stream()
        .map(CompletableFuture::join)
        .map(Answer::status)
        .toList();
  }

  private CompletableFuture<Answer> later(String path, String terms, Portraits portrait) {
    MultipartForm form =
        new MultipartForm().text("agreed", terms).file("photograph", portrait.file());
    return CompletableFuture.supplyAsync(() -> form.post(server, path), Thread::startVirtualThread);
  }

  private Object state() {
    return server
        .rows("SELECT enrolment_state FROM user_account")
        .getFirst()
        .getOrDefault("enrolment_state", "");
  }

  private long callbacks() {
    return server.count("SELECT COUNT(*) FROM outbox WHERE kind = 'CALLBACK'");
  }

  @Test
  void severalPicturesOfOnePersonMakeABetterTemplate() {
    String path = path(portal(Kind.ENROLL));

    Answer done =
        new MultipartForm()
            .text("agreed", terms(path))
            .file("photograph", Portraits.ANNA.file())
            .file("photograph2", Portraits.ANNA_AGAIN.file())
            .file("photograph3", Portraits.BERT.file())
            .post(server, path);

    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(server.count("SELECT COUNT(*) FROM face_template")).isEqualTo(1);
    assertThat(
            server
                .rows("SELECT detail FROM audit_event WHERE kind = 'face_enroll'")
                .getFirst()
                .toString())
        .contains("quality");
  }
}
