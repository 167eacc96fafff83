package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.User;
import dev.countersign.portal.PortalCreation.Created;
import dev.countersign.portal.PortalCreation.Wanted;
import dev.countersign.testing.MultipartForm;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with the customer Acme, its alice, and portals opened to her. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class PortalStage {
  static final String PARENT = "https://www.example.com";

  private static final String CALLS = "/deepfaceauth/api/v1/basic";
  private static final Pattern AGREED = Pattern.compile("name=\"agreed\" value=\"([^\"]+)\"");
  private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");

  @TempDir Path folder;
  TestServer server;
  Customer acme;
  User alice;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("Acme");
    alice = server.user(acme, "alice");
    settings(new PortalSettings(List.of(PARENT), false, 30));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  void settings(PortalSettings wanted) {
    server.core().customerSettings.change(acme.id(), old -> old.withPortals(wanted), Origin.CLI);
  }

  /** Sends the face that pages compare with. */
  void enrol(Portraits portrait) {
    Answer answer =
        call(
            "/enroll",
            "\"url\":\"%s\",\"enrolledUrl\":\"%s\""
                .formatted(
                    portrait.data(),
                    server.core().enrolmentLinks.url(acme.id(), alice.enrolment())));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  Answer call(String path, String fields) {
    return server.post(
        CALLS + path,
        "{\"customerName\":\"Acme\"," + fields + "}",
        "Authorization",
        Tokens.opaque(server, acme, Duration.ofHours(1)));
  }

  Created portal(Kind kind) {
    return portal(kind, "", "");
  }

  Created portal(Kind kind, String parent, String returnUrl) {
    Optional<String> user = kind == Kind.SEARCH ? Optional.empty() : Optional.of("alice");
    return server
        .core()
        .portals
        .creation
        .create(new Wanted(acme.id(), kind, user, parent, returnUrl), Origin.CLI);
  }

  static String path(Created created) {
    return URI.create(created.url()).getPath();
  }

  /** What a browser sends for the check box, after the page was opened. */
  String terms(String path) {
    return part(AGREED, server.get(path).body());
  }

  static String challenge(Answer page) {
    return part(CHALLENGE, page.body());
  }

  private static String part(Pattern pattern, String body) {
    Matcher found = pattern.matcher(body);
    return found.find() ? found.group(1) : "of a page that is closed";
  }

  Answer send(String path, byte[] photograph) {
    return new MultipartForm()
        .text("agreed", terms(path))
        .file("photograph", photograph)
        .post(server, path);
  }

  String result(Created created) {
    return call("/portal/result", "\"reference\":\"" + created.reference() + "\"").body();
  }

  List<Object> events(String kind) {
    return server.rows("SELECT outcome FROM audit_event WHERE kind = ? ORDER BY id", kind).stream()
        .map(row -> row.getOrDefault("outcome", ""))
        .toList();
  }

  Map<String, Object> row() {
    return server.rows("SELECT * FROM portal ORDER BY id DESC").getFirst();
  }
}
