package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.user.NewUser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WebSignInTest extends IamServer {
  private static final long NOW = 1795316645L;

  @Test
  void rightCredentialsGiveTheAuthenticationResult() {
    Answer answer = client.trySignIn("alice", TestServer.PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    Matcher body =
        Pattern.compile(
                """
                \\{"accessToken":"[\\w-]+\\.[\\w-]+\\.[\\w-]+","expiresIn":3600,\
                "idToken":"[\\w-]+\\.[\\w-]+\\.[\\w-]+",\
                "newDeviceMetadata":\\{"deviceGroupKey":"cs-%s","deviceKey":"(cs_[0-9a-f]{32})"},\
                "refreshToken":"(\\d+)\\.1\\.[\\w-]{43}","tokenType":"Bearer"}\
                """
                    .formatted(acme.id()))
            .matcher(answer.body());
    assertThat(body.matches()).as(answer.body()).isTrue();
    assertThat(server.rows("SELECT id, dialect, amr, device_key, refresh_bound FROM session"))
        .containsExactly(
            Map.of(
                "id",
                Long.parseLong(body.group(2)),
                "dialect",
                "iam",
                "amr",
                "pwd",
                "device_key",
                body.group(1),
                "refresh_bound",
                0));
    assertThat(server.count("SELECT count(*) FROM device WHERE public_key IS NULL")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM access_token")).isZero();
    assertThat(
            server.count(
                "SELECT count(*) FROM audit_event WHERE kind = 'sign_in' AND outcome = 'success'"))
        .isEqualTo(1);
  }

  // RFC 9068, section 2.1: "JWT access tokens MUST include this media type in the 'typ' header
  // parameter"; section 2.2 lists the required claims.
  @Test
  void theAccessTokenIsAsRfc9068Says() {
    Tokens tokens = client.signIn("alice");

    var header = client.verified(tokens.access()).getHeader();
    assertThat(header.getType().getType()).isEqualTo("at+jwt");
    assertThat(header.getAlgorithm().getName()).isEqualTo("RS256");
    Map<String, Object> claims = client.verifiedClaims(tokens.access());
    assertThat(claims)
        .containsOnlyKeys(
            "sub", "iss", "aud", "iat", "exp", "auth_time", "token_use", "sid", "jti", "client_id")
        .containsEntry("sub", alice.id().toString())
        .containsEntry("iss", "https://auth.example")
        .containsEntry("aud", "https://auth.example/customers/" + acme.id())
        .containsEntry("iat", NOW)
        .containsEntry("exp", NOW + 3600)
        .containsEntry("auth_time", NOW)
        .containsEntry("token_use", "access")
        .containsEntry("sid", server.rows("SELECT id FROM session").getFirst().get("id") + "")
        .containsEntry("client_id", "iam");
  }

  @Test
  void theIdTokenTellsWhoSignedInAndHow() {
    Tokens tokens = client.signIn("alice");

    assertThat(client.verified(tokens.id()).getHeader().getType().getType()).isEqualTo("JWT");
    Map<String, Object> claims = client.verifiedClaims(tokens.id());
    assertThat(claims)
        .containsOnlyKeys(
            "sub",
            "iss",
            "aud",
            "iat",
            "exp",
            "auth_time",
            "token_use",
            "sid",
            "jti",
            "amr",
            "email",
            "email_verified",
            "name")
        .containsEntry("sub", alice.id().toString())
        .containsEntry("iss", "https://auth.example")
        .containsEntry("aud", "https://auth.example/customers/" + acme.id())
        .containsEntry("auth_time", NOW)
        .containsEntry("token_use", "id")
        .containsEntry("amr", List.of("pwd"))
        .containsEntry("email", "alice@example.org")
        .containsEntry("email_verified", false)
        .containsEntry("name", "Alice Liddell");
  }

  @Test
  void aPersonWithoutEmailHasNoEmailClaims() {
    var password = Optional.of(dev.countersign.crypto.Secret.of(TestServer.PASSWORD));
    server.core().users.create(acme.id(), new NewUser("bob", Profile.EMPTY, password), Origin.CLI);

    assertThat(client.verifiedClaims(client.signIn("bob").id()))
        .doesNotContainKeys("email", "email_verified")
        .containsEntry("name", "bob");
  }

  @Test
  void aDeviceTheAccountWasSeenOnIsNotNew() {
    String deviceKey = client.signIn("alice").deviceKey();

    Map<String, String> body = Map.of("userName", "Alice", "password", TestServer.PASSWORD);
    Answer byHeader = client.trySignIn(body, "x-device-key", deviceKey);
    assertThat(byHeader.body()).contains("\"newDeviceMetadata\":null,");
    assertThat(client.signIn("alice", deviceKey).deviceKey()).isEmpty();
    assertThat(server.count("SELECT count(*) FROM device")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM session WHERE device_key = ?", deviceKey))
        .isEqualTo(3);
  }

  @Test
  void anUnknownDeviceAndAnotherPersonsAreNew() {
    server.user(acme, "bob");
    String alices = client.signIn("alice").deviceKey();

    assertThat(client.signIn("bob", alices).deviceKey()).isNotEmpty().isNotEqualTo(alices);
    assertThat(client.signIn("alice", "cs_00ff").deviceKey()).isNotEmpty().isNotEqualTo("cs_00ff");
    assertThat(server.count("SELECT count(*) FROM device")).isEqualTo(3);
  }

  @Test
  void twoDifferentDeviceKeysAreRefused() {
    Answer answer =
        client.trySignIn(
            Map.of("userName", "alice", "password", TestServer.PASSWORD, "deviceKey", "cs_01"),
            "x-device-key",
            "cs_02");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"type":"tag:countersign.dev,2026:problem/invalid_request",\
            "title":"The request is malformed","status":400,\
            "detail":"The field deviceKey and the header x-device-key name different devices;\
             send one","code":"invalid_request"}\
            """);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void aMalformedDeviceKeyIsRefused() {
    String longest = "cs_" + "0".repeat(52);
    for (String deviceKey :
        List.of("", "cs", "cs_", "cs_XYZ", "_00", "cs 1_00", "c\u00e4_00", longest + "0")) {
      Map<String, String> body =
          Map.of("userName", "alice", "password", TestServer.PASSWORD, "deviceKey", deviceKey);
      assertThat(IamClient.code(client.trySignIn(body)))
          .as(deviceKey)
          .isEqualTo("400 invalid_request");
    }
    assertThat(client.signIn("alice", longest).deviceKey()).isNotEmpty();
  }

  @Test
  void aMalformedRequestIsToldWhatIsWrong() {
    Map.of(
            "{\"password\":\"x\"}",
            "The field userName is missing",
            "{\"userName\":\"alice\"}",
            "The field password is missing",
            "{\"userName\":null,\"password\":\"x\"}",
            "The field userName is missing",
            "{\"userName\":7,\"password\":\"x\"}",
            "The field userName must be a string",
            "{\"userName\":\"alice\",\"password\":[]}",
            "The field password must be a string",
            "{\"userName\":\"a\\u0000\",\"password\":\"x\"}",
            "The field userName must not contain the NUL character",
            "{\"userName\":\"alice\",\"password\":\"x\",\"deviceProof\":\"y\"}",
            "A deviceProof needs the deviceKey it is for",
            "[]",
            "The body must be a JSON object",
            "\"\"",
            "The body must be a JSON object")
        .forEach((body, detail) -> {
          Answer answer = server.post(IamClient.SIGN_IN, body);
          assertThat(IamClient.code(answer)).as(body).isEqualTo("400 invalid_request");
          assertThat(IamClient.read(answer).get("detail").textValue()).isEqualTo(detail);
        });
  }

  @Test
  void brokenJsonAndOtherMediaTypesAreRefused() {
    assertThat(IamClient.code(server.post(IamClient.SIGN_IN, "{\"userName\":")))
        .isEqualTo("400 invalid_request");
    assertThat(IamClient.code(server.post(IamClient.SIGN_IN, ""))).isEqualTo("400 invalid_request");
    byte[] form = "userName=alice&password=x".getBytes(StandardCharsets.UTF_8);
    Answer answer =
        server.send(
            "POST", IamClient.SIGN_IN, form, "Content-Type", "application/x-www-form-urlencoded");
    assertThat(IamClient.code(answer)).isEqualTo("415 unsupported_media_type");
    assertThat(IamClient.code(server.get(IamClient.SIGN_IN))).isEqualTo("405 method_not_allowed");
    assertThat(server.get(IamClient.SIGN_IN).body())
        .contains("\"detail\":\"This call takes POST; see /openapi.json\"");
  }

  @Test
  void whetherAnAccountExistsIsNotToBeTold() {
    server.user(acme, "bob");
    var bob = server.core().users.find(acme.id(), "bob").orElseThrow();
    server.core().users.disable(acme.id(), bob.id(), Origin.CLI);

    Answer wrong = client.trySignIn("alice", "wrong");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"countersign\"");
    assertThat(wrong.body())
        .isEqualTo(
            """
            {"type":"tag:countersign.dev,2026:problem/invalid_credentials",\
            "title":"The credentials are wrong","status":401,\
            "detail":"The user name or the password is wrong","code":"invalid_credentials"}\
            """);
    assertThat(client.trySignIn("nobody", TestServer.PASSWORD).body()).isEqualTo(wrong.body());
    assertThat(client.trySignIn("bob", TestServer.PASSWORD).body()).isEqualTo(wrong.body());
    assertThat(client.trySignIn("not a name", "x").body()).isEqualTo(wrong.body());
    assertThat(client.trySignIn("alice", "").body()).isEqualTo(wrong.body());
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(server.count("SELECT count(*) FROM device")).isZero();
  }

  @Test
  void aPersonOfAnotherCustomerDoesNotExistHere() {
    server.user(server.customer("other"), "bob");

    assertThat(IamClient.code(client.trySignIn("bob", TestServer.PASSWORD)))
        .isEqualTo("401 invalid_credentials");
  }

  @Test
  void guessingIsSlowedDown() {
    for (int i = 0; i < 6; i++) {
      assertThat(client.trySignIn("alice", "wrong").status()).isEqualTo(401);
    }
    Answer answer = client.trySignIn("alice", TestServer.PASSWORD);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"type":"tag:countersign.dev,2026:problem/too_many_attempts",\
            "title":"Too many failed attempts","status":429,\
            "detail":"Too many failed attempts; try again in 1 seconds",\
            "code":"too_many_attempts"}\
            """);
  }

  @Test
  void whatIsNotThereIsAProblemToo() {
    for (String path :
        List.of("/v1/iam", "/v1/iam/auth/nothing", "/v1/iam/auth/web/getrefreshtoken/x")) {
      Answer answer = server.post(path, "{}");
      assertThat(IamClient.code(answer)).isEqualTo("404 not_found");
      assertThat(answer.body())
          .isEqualTo(
              """
              {"type":"tag:countersign.dev,2026:problem/not_found",\
              "title":"There is no such call","status":404,\
              "detail":"There is no such call; see /openapi.json","code":"not_found"}\
              """);
    }
  }
}
