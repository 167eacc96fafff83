package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** portal/create and portal/result. */
class FacePortalTest extends FacePictureTest {
  private static final String PARENT = "https://www.example.com";

  @BeforeEach
  void list() {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            old ->
                old.withPortals(
                    new PortalSettings(List.of(PARENT, "http://localhost:8080"), false, 30)),
            Origin.CLI);
  }

  private Answer create(String fields) {
    return call("/portal/create", "{\"customerName\":\"acme\"" + fields + "}");
  }

  private Answer result(String reference) {
    return call(
        "/portal/result", "{\"customerName\":\"acme\",\"reference\":\"" + reference + "\"}");
  }

  @Test
  void aPortalIsOpenedToAPersonAndItsTokenIsNotStored() {
    person("alice");
    Answer answer =
        create(
            ",\"kind\":\"enroll\",\"userName\":\"alice\",\"parentOrigin\":\"https://WWW.example.com:443\""
                + ",\"returnUrl\":\"https://www.example.com/done?x=1\"");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"portalUrl\":\"https://auth\\.example/deepfaceauth/api/v1/iframe/portal/[A-Za-z0-9]{64}\","
                + "\"reference\":\"[0-9]+\",\"expiresAt\":\"[0-9-]{10} [0-9:]{8}\",\"status\":\"200 OK\","
                + "\"message\":\"Portal successfully created\"}");
    Map<String, Object> row = server.rows("SELECT * FROM portal").getFirst();
    assertThat(row)
        .containsEntry("kind", "ENROLL")
        .containsEntry("parent_origin", PARENT)
        .containsEntry("return_url", "https://www.example.com/done?x=1")
        .containsEntry("state", "OPEN");
    assertThat(server.count("SELECT expires_at - created_at FROM portal")).isEqualTo(1_800_000);
    String url = part(answer, "portalUrl");
    assertThat(row.toString()).doesNotContain(url.substring(url.lastIndexOf('/') + 1));
    assertThat(outcomes("portal_created")).containsExactly("success");
  }

  @Test
  void eachKindNeedsTheScopeOfTheCallThatDoesTheSame() {
    enrolled("alice", Portraits.ANNA);
    Map<String, Scope> needed =
        Map.of(
            "update", Scope.FACE_ENROLL,
            "authenticate", Scope.FACE_VERIFY,
            "search", Scope.FACE_SEARCH);
    for (Scope scope : Scope.values()) {
      var key = server.core().apiKeys.create(acme.id(), scope.name(), Set.of(scope), Origin.CLI);
      String limited = tokenOf("acme", key.secret().text());
      needed.forEach((kind, wanted) -> {
        String user = kind.equals("search") ? "" : ",\"userName\":\"alice\"";
        Answer answer =
            callAs(
                limited,
                "/portal/create",
                "{\"customerName\":\"acme\",\"kind\":\"" + kind + "\"" + user + "}");
        if (wanted == scope) {
          assertThat(answer.status()).as(kind + answer.body()).isEqualTo(200);
        } else {
          assertError(
              answer,
              403,
              "403",
              "The key this token was got with does not have the scope " + wanted.text());
        }
      });
    }
  }

  @Test
  void whatCannotBeReadIsMalformed() {
    person("alice");
    String alice = ",\"userName\":\"alice\"";
    assertError(create(alice), 400, "400", "The field kind is missing");
    assertError(
        create(alice + ",\"kind\":\"dance\""),
        400,
        "400",
        "kind must be enroll, update, authenticate or search");
    assertError(create(",\"kind\":\"enroll\""), 400, "400", "The field userName is missing");
    assertError(
        create(alice + ",\"kind\":\"search\""),
        400,
        "400",
        "A search is about nobody: leave userName out");
    for (String parent :
        List.of(
            "www.example.com",
            "http://www.example.com",
            "https://www.example.com/",
            "https://www.example.com/x",
            "https://a@www.example.com",
            "https://*.example.com",
            "https://www.example.com; script-src *",
            "null",
            "javascript:alert(1)",
            "https://www.example.com:99999")) {
      assertThat(create(",\"kind\":\"search\",\"parentOrigin\":\"" + parent + "\"").body())
          .as(parent)
          .isEqualTo(
              "{\"error\":{\"message\":\"parentOrigin must be an origin like https://www.example.com,"
                  + " without a path; plain http only for localhost\",\"status\":\"400\"}}");
    }
    for (String url :
        List.of(
            "http://www.example.com/done",
            "javascript:alert(1)",
            "//www.example.com/",
            "https://a:b@www.example.com/",
            "https://www.example.com/#x",
            "https://www.example.com/" + "x".repeat(2000))) {
      assertError(
          create(",\"kind\":\"search\",\"returnUrl\":\"" + url + "\""),
          400,
          "400",
          "returnUrl must be an https URL without user and fragment, of at most 2000 characters");
    }
    assertThat(server.count("SELECT COUNT(*) FROM portal")).isZero();
  }

  @Test
  void pagesThatAreNotListedAreRefused() {
    assertError(
        create(",\"kind\":\"search\",\"parentOrigin\":\"https://evil.example\""),
        400,
        "422",
        "parentOrigin https://evil.example is not among the setting portal.parents; an administrator"
            + " lists it with: countersign customer settings NAME portal.parents=...");
    assertError(
        create(",\"kind\":\"search\",\"returnUrl\":\"https://www.example.com.evil.example/\""),
        400,
        "422",
        "The origin of returnUrl, https://www.example.com.evil.example, is not among the setting"
            + " portal.parents; an administrator lists it with: countersign customer settings NAME"
            + " portal.parents=...");
    assertThat(create(",\"kind\":\"search\",\"parentOrigin\":\"http://localhost:8080\"").status())
        .isEqualTo(200);
    assertThat(create(",\"kind\":\"search\",\"parentOrigin\":\"http://localhost\"").status())
        .isEqualTo(400);
  }

  @Test
  void whoIsUnknownOrEnrolledAlreadyOrNotYetIsRefused() {
    person("alice");
    assertError(
        create(",\"kind\":\"enroll\",\"userName\":\"nobody\""),
        404,
        "404",
        "The user does not exist");
    assertError(
        create(",\"kind\":\"update\",\"userName\":\"alice\""),
        400,
        "422",
        "User is not registered");
    assertError(
        create(",\"kind\":\"authenticate\",\"userName\":\"alice\""),
        400,
        "422",
        "User is not enrolled");
    enrolled("bert", Portraits.BERT);
    assertError(
        create(",\"kind\":\"enroll\",\"userName\":\"bert\""),
        400,
        "422",
        "User is already registered");
  }

  @Test
  void theResultIsTheCustomersOwnAndSaysHowFarItGot() {
    person("alice");
    String reference = part(create(",\"kind\":\"enroll\",\"userName\":\"alice\""), "reference");

    assertThat(result(reference).body())
        .matches(
            "\\{\"reference\":\""
                + reference
                + "\",\"kind\":\"enroll\",\"userName\":\"alice\",\"outcome\":\"open\",\"reason\":\"\","
                + "\"timeStamp\":\"[0-9-]{10} [0-9:]{8}\",\"status\":\"200 OK\",\"message\":\"success\"}");
    String globex = tokenOfOther("globex");
    assertError(
        callAs(
            globex,
            "/portal/result",
            "{\"customerName\":\"globex\",\"reference\":\"" + reference + "\"}"),
        404,
        "404",
        "The portal does not exist");
    for (String none : List.of("", "0", "x", "-1", "9".repeat(30), "1e3")) {
      assertError(result(none), 404, "404", "The portal does not exist");
    }
    assertError(
        callAs(token, "/portal/result", "{\"customerName\":\"acme\"}"),
        400,
        "400",
        "The field reference is missing");
    server.clock().advance(Duration.ofMinutes(30));
    token = tokenOf("acme", TestServer.PASSWORD);
    assertThat(result(reference).body()).contains("\"outcome\":\"expired\"");
  }

  @Test
  void theResultNeedsTheScopeOfItsKind() {
    String reference = part(create(",\"kind\":\"search\""), "reference");
    var key = server.core().apiKeys.create(acme.id(), "k", Set.of(Scope.FACE_VERIFY), Origin.CLI);

    assertError(
        callAs(
            tokenOf("acme", key.secret().text()),
            "/portal/result",
            "{\"customerName\":\"acme\",\"reference\":\"" + reference + "\"}"),
        403,
        "403",
        "The key this token was got with does not have the scope face:search");
  }

  @Test
  void aCallWithoutATokenOrForAnotherCustomerIsRefused() {
    for (String call : List.of("/portal/create", "/portal/result")) {
      String body = "{\"customerName\":\"globex\",\"kind\":\"search\",\"reference\":\"1\"}";
      assertThat(server.post(PREFIX + call, body).status()).isEqualTo(401);
      assertError(
          call(call, body), 403, "403", "customerName is not the customer of this access token");
    }
    assertThat(server.count("SELECT COUNT(*) FROM portal")).isZero();
  }
}
