package dev.countersign.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL: what one ends is dead on the other at the very next request. */
class TwoNodesTest extends TwoNodes {
  private Customer acme;

  @BeforeEach
  void start() {
    acme = one.customer("acme");
    one.user(acme, "alice");
  }

  @Test
  void aPatronsToken() {
    Answer login =
        one.post(
            "/api/v2/patrons/login",
            "{\"username\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    String token = part(login, "id");

    assertThat(patron(other, token).status()).isEqualTo(200);
    assertThat(
            one.send("POST", "/api/v2/patrons/logout", new byte[0], "Authorization", token)
                .status())
        .isEqualTo(204);
    assertThat(patron(other, token).status()).isEqualTo(401);
    assertThat(patron(one, token).status()).isEqualTo(401);
  }

  private Answer patron(TestServer node, String token) {
    return node.get("/api/v2/patrons/" + acme.id(), "Authorization", token);
  }

  @Test
  void aFaceDialectToken() {
    Answer login =
        one.post(
            "/deepfaceauth/api/v1/basic/login",
            "{\"customerName\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    String token = part(login, "accessToken");

    assertThat(details(other, token).status()).isEqualTo(200);
    Answer logout =
        one.post(
            "/deepfaceauth/api/v1/basic/logout",
            "{\"customerName\":\"acme\",\"accessToken\":\"" + token + "\"}");
    assertThat(logout.status()).isEqualTo(200);
    assertThat(details(other, token).status()).isEqualTo(401);
  }

  private static Answer details(TestServer node, String token) {
    return node.post(
        "/deepfaceauth/api/v1/basic/user/details",
        "{\"customerName\":\"acme\",\"userName\":\"alice\"}",
        "Authorization",
        token);
  }

  @Test
  void aTokenDialectToken() {
    String pair = "alice:" + TestServer.PASSWORD;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Answer login =
        one.send("POST", "/api/auth/token", new byte[0], "Authorization", "Basic " + basic);
    String token = part(login, "token");

    assertThat(renewal(other, token).status()).isEqualTo(200);
    assertThat(one.get("/v1/iam/auth/logout", "Authorization", "Bearer " + token).status())
        .isEqualTo(200);
    assertThat(renewal(other, token).status()).isEqualTo(403);
  }

  private static Answer renewal(TestServer node, String token) {
    return node.send("POST", "/api/auth/token", new byte[0], "Authorization", "Bearer " + token);
  }

  @Test
  void anIamAccessTokenAndItsRefreshToken() {
    Answer login =
        one.post(
            "/v1/iam/auth/sign-in/web/sign-in",
            "{\"userName\":\"alice\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    String access = part(login, "accessToken");
    Answer refreshed = refresh(other, part(login, "refreshToken"));
    assertThat(refreshed.status()).isEqualTo(200);

    assertThat(valid(other, access).status()).isEqualTo(200);
    assertThat(one.get("/v1/iam/auth/logout", "Authorization", "Bearer " + access).status())
        .isEqualTo(200);
    assertThat(valid(other, access).status()).isEqualTo(401);
    assertThat(refresh(other, part(refreshed, "refreshToken")).status()).isEqualTo(401);
  }

  private static Answer valid(TestServer node, String token) {
    return node.get("/v1/iam/token/app/validate", "Authorization", "Bearer " + token);
  }

  private static Answer refresh(TestServer node, String token) {
    return node.post("/v1/iam/auth/web/getrefreshtoken", "{\"refreshToken\":\"" + token + "\"}");
  }

  @Test
  void aDisabledPersonsToken() {
    Answer login =
        one.post(
            "/v1/iam/auth/sign-in/web/sign-in",
            "{\"userName\":\"alice\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    String access = part(login, "accessToken");
    assertThat(valid(other, access).status()).isEqualTo(200);

    var alice = one.core().users.find(acme.id(), "alice").orElseThrow();
    one.core().users.disable(acme.id(), alice.id(), dev.countersign.domain.Origin.CLI);

    assertThat(valid(other, access).status()).isEqualTo(401);
  }

  private static String part(Answer answer, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }
}
