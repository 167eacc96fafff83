package dev.countersign.http.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.Device;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.User;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Applications;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.KeptFaces;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PersonPagesTest extends ConsoleServer {
  private User root;
  private User ann;
  private PageClient admin;

  @BeforeEach
  void prepare() {
    root = stage.promoted(acme, server.user(acme, "root"));
    ann = server.user(acme, "ann");
    admin = stage.signedIn(acme, root);
    admin.get(of(ann));
  }

  private static String of(User user) {
    return "/console/customers/" + user.customerId() + "/users/" + user.id();
  }

  private void acted(String kind) {
    assertThat(
            server.rows(
                "SELECT actor FROM audit_event WHERE kind = ? AND user_id = ?"
                    + " AND dialect = 'console'",
                kind,
                ann.id().value()))
        .as(kind)
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(row).containsEntry("actor", "user:" + acme.id() + "/" + root.id()));
  }

  private long sessions(User user) {
    return server.count("SELECT count(*) FROM session WHERE user_id = " + user.id());
  }

  @Test
  void oneSessionIsEndedOrAll() {
    PageClient one = new PageClient(server);
    one.signIn("ann");
    PageClient two = new PageClient(server);
    two.signIn("ann");
    Matcher end =
        Pattern.compile("sessions/([0-9]+)/end").matcher(admin.get(of(ann) + "/sessions").body());
    assertThat(end.find()).isTrue();
    String first = of(ann) + "/sessions/" + end.group(1) + "/end";

    assertThat(admin.post(first, Map.of()).header("Location"))
        .isEqualTo(of(ann) + "/sessions?done=session-ended");
    assertThat(sessions(ann)).isOne();
    assertThat(admin.post(first, Map.of()).status()).isEqualTo(404);
    admin.get(of(ann));
    admin.post(of(ann) + "/sign-out", Map.of());

    assertThat(sessions(ann)).isZero();
    assertThat(sessions(root)).isPositive();
    acted("session_ended");
  }

  @Test
  void theSessionOfAnotherIsNotEndedThroughThisOne() {
    User eve = server.user(acme, "eve");
    new PageClient(server).signIn("eve");
    Object session =
        server
            .rows("SELECT id FROM session WHERE user_id = ?", eve.id().value())
            .getFirst()
            .get("id");

    assertThat(admin.post(of(ann) + "/sessions/" + session + "/end", Map.of()).status())
        .isEqualTo(404);
    assertThat(sessions(eve)).isOne();
  }

  @Test
  void aDeviceIsForgotten() {
    server
        .core()
        .store
        .write(tx -> {
          tx.devices()
              .add(
                  new Device(
                      acme.id(),
                      ann.id(),
                      "cs_12",
                      "cs-1",
                      "Telephone",
                      null,
                      server.clock().instant(),
                      server.clock().instant()));
          return true;
        });

    assertThat(admin.get(of(ann) + "/sessions").body()).contains("Telephone", "cs_12");
    assertThat(admin.post(of(ann) + "/devices/cs_12/forget", Map.of()).header("Location"))
        .isEqualTo(of(ann) + "/sessions?done=device-forgotten");
    assertThat(server.count("SELECT count(*) FROM device")).isZero();
    admin.get(of(ann));
    assertThat(admin.post(of(ann) + "/devices/cs_12/forget", Map.of()).status()).isEqualTo(404);
    acted("device_forgotten");
  }

  @Test
  void factorsAreRemovedOneByOne() {
    AppOfCodes.setUp(server, ann);
    passkey(ann, (byte) 1);
    passkey(ann, (byte) 2);
    Answer shown = admin.get(of(ann) + "/factors");

    assertThat(shown.body())
        .contains("Key 1", "Key 2", "/app/remove\"", "/recovery-codes/remove\"");
    assertThat(admin.post(of(ann) + "/factors/passkeys/AQEB/remove", Map.of()).header("Location"))
        .isEqualTo(of(ann) + "/factors?done=factor-removed");
    assertThat(admin.get(of(ann) + "/factors").body()).contains("Key 2").doesNotContain("Key 1");
    assertThat(admin.post(of(ann) + "/factors/passkeys/AQEB/remove", Map.of()).status())
        .isEqualTo(404);
    admin.get(of(ann));
    assertThat(admin.post(of(ann) + "/factors/recovery-codes/remove", Map.of()).status())
        .isEqualTo(303);
    assertThat(server.count("SELECT count(*) FROM recovery_code WHERE user_id = " + ann.id()))
        .isZero();
    assertThat(admin.post(of(ann) + "/factors/app/remove", Map.of()).status()).isEqualTo(303);
    assertThat(server.count("SELECT count(*) FROM totp_secret WHERE user_id = " + ann.id()))
        .isZero();
    assertThat(admin.post(of(ann) + "/factors/browsers/forget", Map.of()).status()).isEqualTo(404);
    acted("factor_removed");
  }

  @Test
  void factorsAreResetAndNobodyResetsTheirOwn() {
    AppOfCodes.setUp(server, ann);
    passkey(ann, (byte) 1);

    assertThat(admin.post(of(ann) + "/factors/reset", Map.of()).status()).isEqualTo(303);
    admin.get(of(root));
    Answer own = admin.post(of(root) + "/factors/reset", Map.of());

    assertThat(server.count("SELECT count(*) FROM passkey")).isZero();
    assertThat(own.status()).isEqualTo(409);
    assertThat(server.count("SELECT count(*) FROM totp_secret WHERE user_id = " + root.id()))
        .isOne();
    assertThat(admin.get(of(root) + "/factors").body()).doesNotContain("/factors/reset");
    acted("factors_reset");
  }

  private void passkey(User user, byte id) {
    server
        .core()
        .store
        .write(tx -> {
          tx.passkeys()
              .add(
                  new Passkey(
                      user.customerId(),
                      user.id(),
                      new byte[] {id, id, id},
                      "auth.example",
                      new byte[] {1},
                      0,
                      false,
                      false,
                      "",
                      "Key " + id,
                      server.clock().instant(),
                      null));
          return true;
        });
  }

  @Test
  void aFaceIsShownAndErasedWithAReceipt() {
    KeptFaces.keep(server, ann);
    Answer shown = admin.get(of(ann) + "/face");

    assertThat(shown.body())
        .contains("src=\"data:image/png;base64,", "Entrance to the building", ">holds<")
        .contains("href=\"" + of(ann) + "/face/erase\"")
        .containsPattern("[0-9]\\.[0-9] of about 5; 2\\.8 is enough to enrol")
        .doesNotContain("iframe/enroll/portal");
    admin.get(of(ann) + "/face/erase");
    assertThat(admin.post(of(ann) + "/face/erase", Map.of("confirm", "x")).status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM face_template")).isOne();
    Answer erased = admin.post(of(ann) + "/face/erase", Map.of("confirm", "ann"));

    Object receipt = server.rows("SELECT id FROM erasure_receipt").getFirst().get("id");
    assertThat(erased.body()).contains("<code>" + receipt + "</code>");
    assertThat(server.count("SELECT count(*) FROM face_template")).isZero();
    assertThat(server.core().users.find(acme.id(), ann.id())).isPresent();
    acted("consent_withdrawn");
  }

  @Test
  void theEnrolmentLinkIsShownOnTheAnswerToAFormAlone() {
    String known = ann.enrolment().reference();

    assertThat(admin.get(of(ann) + "/face").body()).doesNotContain(known);
    assertThat(admin.post(of(ann) + "/face/link", Map.of()).body())
        .contains("https://auth.example/deefaceauth".replace("deef", "deepf"), known);
    acted("enrolment_link_shown");
    Answer renewed = admin.post(of(ann) + "/face/renew", Map.of());

    String now =
        server.core().users.find(acme.id(), ann.id()).orElseThrow().enrolment().reference();
    assertThat(now).isNotEqualTo(known);
    assertThat(renewed.body()).contains(now).doesNotContain(known);
    acted("user_updated");
  }

  @Test
  void groupsAndRolesAreGivenAndTaken() {
    var staff = server.core().lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI);
    var editor = server.core().lifecycle.roles.create(acme.id(), "editor", "", Origin.CLI);
    server.core().lifecycle.roles.create(other.id(), "spy", "", Origin.CLI);
    admin.get(of(ann) + "/groups");

    assertThat(admin.post(of(ann) + "/groups/join", Map.of("group", "staff")).header("Location"))
        .isEqualTo(of(ann) + "/groups?done=joined");
    assertThat(admin.post(of(ann) + "/roles/grant", Map.of("role", "editor")).status())
        .isEqualTo(303);
    Answer unknown = admin.post(of(ann) + "/roles/grant", Map.of("role", "spy"));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body()).contains("There is no role of that name");
    assertThat(admin.get(of(ann) + "/groups").body()).contains(">Staff<", ">editor<");
    assertThat(admin.post(of(ann) + "/groups/" + staff.id() + "/leave", Map.of()).status())
        .isEqualTo(303);
    assertThat(admin.post(of(ann) + "/roles/" + editor.id() + "/revoke", Map.of()).status())
        .isEqualTo(303);
    assertThat(admin.post(of(ann) + "/roles/" + editor.id() + "/revoke", Map.of()).status())
        .isEqualTo(404);

    for (String kind :
        List.of("group_member_added", "group_member_removed", "role_granted", "role_revoked")) {
      acted(kind);
    }
  }

  @Test
  void nobodyTakesTheirOwnPlaceInTheConsole() {
    var role = server.core().lifecycle.roles.find(acme.id(), "administrator").orElseThrow();
    admin.get(of(root) + "/groups");

    Answer refused = admin.post(of(root) + "/roles/" + role.id() + "/revoke", Map.of());

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("You administer this customer by this alone");
    assertThat(admin.get(of(ann)).status()).isEqualTo(200);
  }

  @Test
  void whatAnApplicationMayIsWithdrawn() {
    Client client = Applications.add(server, acme, "Calendar");
    server
        .core()
        .authorizationFeatures
        .consents
        .allow(client, ann.id(), Set.of("openid", "profile"), Origin.CLI);

    assertThat(admin.get(of(ann) + "/applications").body()).contains("Calendar", "openid profile");
    String path = of(ann) + "/applications/" + client.id() + "/withdraw";
    assertThat(admin.post(path, Map.of()).header("Location"))
        .isEqualTo(of(ann) + "/applications?done=withdrawn");
    assertThat(admin.post(path, Map.of()).status()).isEqualTo(404);
    assertThat(server.count("SELECT count(*) FROM user_consent")).isZero();
    acted("client_disallowed");
  }

  @Test
  void eventsArePagedNewestFirst() {
    for (int i = 0; i < 30; i++) {
      server.core().users.blacklist(acme.id(), ann.id(), Origin.CLI);
      server.core().users.whitelist(acme.id(), ann.id(), Origin.CLI);
    }

    Answer first = admin.get(of(ann) + "/events");
    Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(first.body());
    assertThat(next.find()).isTrue();
    Answer second = admin.get(next.group(1));

    assertThat(first.body()).doesNotContain("user_created");
    assertThat(second.body()).contains("user_created").doesNotContain("rel=\"next\"");
    assertThat(admin.get(of(ann)).body()).contains("user_whitelisted");
  }
}
