package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Portal.Kind;
import dev.countersign.testing.MultipartForm;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no browser sends. */
class PortalBadInputTest extends PortalStage {
  private static final String FORM = "multipart/form-data; boundary=x";

  private Answer raw(String path, String type, String body) {
    return server.send(
        "POST", path, body.getBytes(StandardCharsets.ISO_8859_1), "Content-Type", type);
  }

  private static String part(String name, String value) {
    return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  @Test
  void formsThatAreNoneAreRefusedWithAPageThatStaysInItsFrame() {
    String path = path(portal(Kind.ENROLL));
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("", "multipart/form-data");
    bodies.put("x", FORM);
    bodies.put("--x\r\n", FORM);
    bodies.put("--x\r\n\r\n\r\n--x--\r\n", FORM);
    bodies.put(part("agreed", "a") + part("agreed", "b") + "--x--", FORM);
    bodies.put(part("agreed", "\u00ff\u00fe") + "--x--", FORM);
    bodies.put(part("agreed", "a".repeat(5000)) + "--x--", FORM);
    bodies.put(part("cancel", "\u0000") + "--x--", FORM);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 17; i++) {
      many.append(part("photograph" + i, "x"));
    }
    bodies.put(many + "--x--", FORM);
    bodies.put("agreed=yes&cancel=yes", "application/x-www-form-urlencoded");

    bodies.forEach((body, type) -> {
      Answer answer = raw(path, type, body);
      assertThat(answer.status()).as(body).isIn(400, 415);
      assertThat(answer.body()).as(body).contains("<main", "Try again");
      assertThat(answer.header("Content-Security-Policy"))
          .as(body)
          .contains("frame-ancestors https://www.example.com;");
    });
    assertThat(row()).containsEntry("state", "OPEN").containsEntry("reason", "");
    assertThat(events("portal_agreed")).isEmpty();
  }

  @Test
  void fieldsOfOtherKindsChangeNothing() {
    String path = path(portal(Kind.ENROLL));
    String terms = terms(path);
    Answer code =
        new MultipartForm()
            .text("agreed", terms)
            .text("otp", "123456")
            .text("otp-reference", "A".repeat(64))
            .post(server, path);
    assertThat(code.status()).isEqualTo(422);
    assertThat(code.body()).contains("Please take or choose a photograph.");
    assertThat(raw(path, FORM, part("otp", "1") + part("agreed", terms) + "--x--").status())
        .isEqualTo(422);
    assertThat(server.get(path + "?decline=%ff").status()).isEqualTo(400);
    assertThat(server.get(path + "?decline=1&decline=2").status()).isEqualTo(400);
    assertThat(row()).containsEntry("state", "OPEN");
    assertThat(events("face_enroll")).isEmpty();

    enrol(Portraits.ANNA);
    String other = path(portal(Kind.AUTHENTICATE));
    for (String told : List.of("", "x", "A".repeat(64), "\u2028", "A".repeat(4000))) {
      Answer wrong =
          new MultipartForm()
              .text("agreed", terms(other))
              .text("otp", told)
              .text("otp-reference", told)
              .post(server, other);
      assertThat(wrong.status()).as(told).isIn(400, 422);
    }
    assertThat(row()).containsEntry("state", "OPEN");
  }

  @Test
  void agreementToAnotherPortalsTextOrNoneIsNone() {
    String path = path(portal(Kind.ENROLL));
    String terms = terms(path);
    for (String agreed : List.of("", "yes", terms.substring(1), terms + "A", terms + "\u00e9")) {
      Answer answer =
          new MultipartForm()
              .text("agreed", agreed)
              .file("photograph", Portraits.ANNA.file())
              .post(server, path);
      assertThat(answer.status()).as(agreed).isEqualTo(422);
    }
    assertThat(terms(path(portal(Kind.SEARCH)))).isNotEqualTo(terms);
    assertThat(events("portal_agreed")).isEmpty();
    assertThat(server.count("SELECT COUNT(*) FROM face_consent")).isZero();
    assertThat(server.core().faceEngine.ready()).isFalse();
  }

  @Test
  void addressesThatAreNearlyOneLeadNowhere() {
    String path = path(portal(Kind.SEARCH));
    String token = path.substring(path.lastIndexOf('/') + 1);
    String portals = path.substring(0, path.lastIndexOf('/') + 1);
    for (String near :
        List.of(
            token + "%00",
            token + "%20",
            "%20" + token,
            token + "/frame/frame",
            token + "/x",
            token.substring(1),
            token + "=",
            token.toLowerCase(java.util.Locale.ROOT),
            "..%2f" + token,
            "%ff%fe",
            "")) {
      Answer answer = server.get(portals + near);
      assertThat(answer.status()).as(near).isIn(400, 404);
      assertThat(answer.body()).as(near).doesNotContain("Find out who this is", "Acme");
    }
    for (String method : List.of("PUT", "DELETE", "PATCH")) {
      assertThat(server.send(method, path, new byte[0]).status()).as(method).isEqualTo(405);
    }
    assertThat(row()).containsEntry("state", "OPEN");
  }
}
