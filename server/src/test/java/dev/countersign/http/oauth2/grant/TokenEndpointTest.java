package dev.countersign.http.oauth2.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest extends StagedTest {
  private static final List<String> NONE = List.of();

  private Answer raw(String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/x-www-form-urlencoded";
    return stage.server.send("POST", "/oauth2/token", body.getBytes(StandardCharsets.UTF_8), all);
  }

  private static void refused(Answer answer, int status, String error) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(OAuthStage.json(answer)).containsEntry("error", error);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  private void nothingWasIssued() {
    assertThat(stage.server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void aParameterThatComesTwiceIsRefused() {
    Party party = stage.client();
    for (String twice :
        List.of(
            "grant_type=client_credentials&grant_type=client_credentials",
            "grant_type=client_credentials&scope=orders&scope=orders",
            "grant_type=authorization_code&code=a&code=b",
            "grant_type=authorization_code&redirect_uri=a&redirect_uri=b",
            "grant_type=client_credentials&unknown=a&unknown=b")) {
      refused(raw(twice, "Authorization", party.basic()), 400, "invalid_request");
    }
    nothingWasIssued();
  }

  @Test
  void aParameterWithoutAValueIsAsGoodAsNone() {
    Party party = stage.client();
    assertThat(
            stage
                .token(party, "grant_type", "client_credentials", "scope", "", "resource", "")
                .status())
        .isEqualTo(200);
    refused(stage.token(party, "grant_type", ""), 400, "invalid_request");
  }

  @Test
  void unknownParametersAreIgnored() {
    assertThat(
            stage
                .token(stage.client(), "grant_type", "client_credentials", "nonsense", "1")
                .status())
        .isEqualTo(200);
  }

  @Test
  void parametersOfTheQueryDoNotCount() {
    Party party =
        stage.client(settings -> settings.tokenEndpointAuthMethod(AuthMethod.CLIENT_SECRET_POST));
    Answer answer =
        stage.form(
            "/oauth2/token?client_id=" + party.id() + "&client_secret=" + party.secret(),
            NONE,
            "grant_type",
            "client_credentials");
    refused(answer, 401, "invalid_client");
    Party basic = stage.client();
    refused(
        stage.post("/oauth2/token?grant_type=client_credentials", basic, NONE),
        400,
        "invalid_request");
    nothingWasIssued();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "implicit",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "CLIENT_CREDENTIALS"
      })
  void thereAreNoOtherGrants(String grant) {
    refused(
        stage.token(stage.client(), "grant_type", grant, "username", "alice", "password", "x"),
        400,
        "unsupported_grant_type");
  }

  @Test
  void aClientProvesItselfByBasic() {
    Party party = stage.client();
    String form = "grant_type=client_credentials";

    assertThat(raw(form, "Authorization", party.basic()).status()).isEqualTo(200);
    Answer wrong = raw(form, "Authorization", Tokens.basic(party.id(), party.secret() + "x"));
    refused(wrong, 401, "invalid_client");
    assertThat(wrong.header("WWW-Authenticate"))
        .isEqualTo("Basic realm=\"countersign\", charset=\"UTF-8\"");
    assertThat(wrong.body())
        .isEqualTo(
            "{\"error\":\"invalid_client\",\"error_description\":\"The client is unknown, or its"
                + " credentials are wrong\"}");
    // An unknown client is not told apart from a wrong secret.
    assertThat(raw(form, "Authorization", Tokens.basic("12345", party.secret())).body())
        .isEqualTo(wrong.body());
    refused(raw(form), 401, "invalid_client");
    refused(raw(form + "&client_id=" + party.id()), 401, "invalid_client");
  }

  @Test
  void aClientProvesItselfByPost() {
    Party party =
        stage.client(settings -> settings.tokenEndpointAuthMethod(AuthMethod.CLIENT_SECRET_POST));
    String form = "grant_type=client_credentials&client_id=" + party.id();

    assertThat(raw(form + "&client_secret=" + party.secret()).status()).isEqualTo(200);
    refused(raw(form + "&client_secret=wrong"), 401, "invalid_client");
    refused(raw(form), 401, "invalid_client");
  }

  @Test
  void aClientProvesItselfInOneWayOnly() {
    Party party =
        stage.client(settings -> settings.tokenEndpointAuthMethod(AuthMethod.CLIENT_SECRET_POST));
    refused(
        raw(
            "grant_type=client_credentials&client_id="
                + party.id()
                + "&client_secret="
                + party.secret(),
            "Authorization",
            party.basic()),
        400,
        "invalid_request");
    nothingWasIssued();
  }

  @Test
  void aConfidentialClientDoesNotPassAsAPublicOne() {
    Party party = stage.client();
    refused(
        stage.redeem(new Party(party.client(), ""), stage.terms().code(party)),
        401,
        "invalid_client");
  }

  @Test
  void aDisabledClientIsRefused() {
    Party party = stage.client();
    Client client = party.client();
    stage
        .server
        .core()
        .store
        .write(tx -> {
          tx.clients().update(client, client.withDisabled(true), stage.server.clock().instant());
          return true;
        });
    refused(stage.token(party, "grant_type", "client_credentials"), 401, "invalid_client");
  }

  @Test
  void onlyFormsAreTakenAndOnlyByPost() {
    Party party = stage.client();
    Answer json =
        stage.server.post(
            "/oauth2/token",
            "{\"grant_type\":\"client_credentials\"}",
            "Authorization",
            party.basic());
    assertThat(json.status()).isEqualTo(415);
    Answer get =
        stage.server.get(
            "/oauth2/token?grant_type=client_credentials", "Authorization", party.basic());
    assertThat(get.status()).isEqualTo(405);
    assertThat(get.header("Allow")).isEqualTo("OPTIONS, POST");
  }

  @Test
  void scriptsOfARegisteredOriginMayReadTheAnswer() {
    Party party =
        stage.publicClient(settings -> settings.corsOrigins(List.of("https://spa.example")));
    String code = stage.terms().code(party);
    Answer answer =
        stage.post(
            "/oauth2/token",
            party,
            List.of("Origin", "https://spa.example"),
            OAuthStage.redemption(code));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void scriptsOfARegisteredOriginMayReadWhyTheClientIsRefused() {
    Party party = stage.client(settings -> settings.corsOrigins(List.of("https://spa.example")));
    for (String origin : List.of("https://spa.example", "https://evil.example")) {
      Answer answer =
          stage.form(
              "/oauth2/token",
              List.of("Origin", origin),
              "client_id",
              party.id(),
              "grant_type",
              "client_credentials");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Access-Control-Allow-Origin"))
          .isEqualTo(origin.equals("https://spa.example") ? origin : "");
    }
  }

  @Test
  void scriptsOfOtherOriginsMayNot() {
    Party party =
        stage.publicClient(settings -> settings.corsOrigins(List.of("https://spa.example")));
    for (String origin :
        List.of(
            "https://evil.example",
            "null",
            "http://spa.example",
            "https://spa.example.evil.example")) {
      Answer answer =
          stage.post(
              "/oauth2/token", party, List.of("Origin", origin), "grant_type", "refresh_token");
      assertThat(answer.header("Access-Control-Allow-Origin")).as(origin).isEmpty();
    }
  }

  @Test
  void aBrowserMayAskBeforehand() {
    for (String path :
        List.of(
            "/oauth2/token",
            "/oauth2/par",
            "/oauth2/device_authorization",
            "/oauth2/revoke",
            "/oauth2/userinfo")) {
      Answer answer =
          stage.server.send(
              "OPTIONS",
              path,
              new byte[0],
              "Origin",
              "https://spa.example",
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "dpop,content-type");
      assertThat(answer.status()).as(path).isEqualTo(204);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
      assertThat(answer.header("Access-Control-Allow-Headers"))
          .isEqualTo("Authorization, Content-Type, DPoP");
    }
  }
}
