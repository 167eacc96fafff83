package dev.countersign.http.oauth2.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientCredentialsGrantTest extends StagedTest {
  private Answer ask(Party party, String... more) {
    String[] all = Arrays.copyOf(more, more.length + 2);
    all[more.length] = "grant_type";
    all[more.length + 1] = "client_credentials";
    return stage.token(party, all);
  }

  private static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return row;
  }

  private static void refused(Answer answer, String body) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(body);
  }

  @Test
  void aClientGetsATokenInItsOwnName() {
    Party party = stage.client();

    Answer answer = ask(party, "scope", "orders");

    assertThat(answer.body().replaceAll("\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\"", "\"…\""))
        .isEqualTo(
            "{\"access_token\":\"…\",\"token_type\":\"Bearer\",\"expires_in\":600,"
                + "\"scope\":\"orders\"}");
    Map<String, Object> claims = stage.claims(OAuthStage.json(answer).get("access_token"));
    assertThat(claims)
        .containsEntry("sub", party.id())
        .containsEntry("client_id", party.id())
        .containsEntry("customer", stage.acme.id().toString())
        .containsEntry("aud", "https://auth.example")
        .containsEntry("scope", "orders")
        .doesNotContainKeys("auth_time", "amr", "acr");
  }

  @Test
  void allItsTokensBelongToOneSessionAndSignedOnesWriteNoRow() {
    Party party = stage.client();
    Object first = OAuthStage.json(ask(party)).get("access_token");
    Object second = OAuthStage.json(ask(party)).get("access_token");

    assertThat(stage.claims(second).get("sid")).isEqualTo(stage.claims(first).get("sid"));
    assertThat(stage.server.rows("SELECT user_id, dialect, client_id FROM session"))
        .containsExactly(
            row("user_id", null, "dialect", "oauth2", "client_id", party.client().id().value()));
    assertThat(stage.server.count("SELECT count(*) FROM access_token")).isZero();
  }

  @Test
  void withoutAScopeItGetsThoseThatSpeakOfNobody() {
    assertThat(OAuthStage.json(ask(stage.client()))).containsEntry("scope", "orders");
  }

  @Test
  void aScopeThatSpeaksOfAPersonIsRefused() {
    refused(
        ask(stage.client(), "scope", "openid"),
        "{\"error\":\"invalid_scope\",\"error_description\":\"There is no person here for that"
            + " scope to speak of\"}");
  }

  @Test
  void aScopeItIsNotRegisteredForIsRefused() {
    String body =
        "{\"error\":\"invalid_scope\",\"error_description\":\"The client is not registered for all"
            + " of these scopes\"}";
    refused(ask(stage.client(), "scope", "orders users:write"), body);
    refused(ask(stage.client(), "scope", "ORDERS"), body);
  }

  @Test
  void aMalformedScopeIsRefused() {
    String body =
        "{\"error\":\"invalid_scope\",\"error_description\":\"Scopes are words with one space"
            + " between them\"}";
    refused(ask(stage.client(), "scope", "orders  orders"), body);
    refused(ask(stage.client(), "scope", "or\"ders"), body);
  }

  @Test
  void aPublicClientHasNoNameToActIn() {
    refused(
        ask(stage.publicClient()),
        "{\"error\":\"unauthorized_client\",\"error_description\":\"A public client has no name of"
            + " its own to act in\"}");
    assertThat(stage.server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void aClientThatIsNotRegisteredForTheGrantIsRefused() {
    Party party =
        stage.client(settings -> settings.grantTypes(Set.of(GrantType.AUTHORIZATION_CODE)));
    refused(
        ask(party),
        "{\"error\":\"unauthorized_client\",\"error_description\":\"The client is not registered"
            + " for the grant client_credentials\"}");
  }

  @Test
  void aResourceOfAnotherCustomersClientsIsRefused() {
    stage.client(settings -> settings.resources(List.of("https://payroll_1.acme.example")));
    Party stranger = stage.client(stage.server.customer("stranger"), settings -> settings);
    Party colleague = stage.client();

    for (String uri :
        List.of("https://payroll_1.acme.example", "https://payroll_1.acme.example/")) {
      refused(
          ask(stranger, "scope", "orders", "resource", uri),
          "{\"error\":\"invalid_target\",\"error_description\":\"This client may not ask for"
              + " tokens for that resource\"}");
      assertThat(ask(colleague, "resource", uri).status()).isEqualTo(200);
    }
    assertThat(ask(stranger, "resource", "https://payrolls1.acme.example").status()).isEqualTo(200);
  }

  @Test
  void resourcesBecomeTheAudience() {
    Answer answer =
        ask(
            stage.client(),
            "resource",
            "https://api.example/a",
            "resource",
            "https://api.example/b");
    assertThat(stage.claims(OAuthStage.json(answer).get("access_token")))
        .containsEntry("aud", List.of("https://api.example/a", "https://api.example/b"));
  }

  @Test
  void aResourceThatIsNoAbsoluteUriOrHasAFragmentOrIsNotAllowedIsRefused() {
    Party bounded = stage.client(settings -> settings.resources(List.of("https://api.example/a")));
    String malformed =
        "{\"error\":\"invalid_target\",\"error_description\":\"A resource is an absolute URI"
            + " without a fragment\"}";
    String foreign =
        "{\"error\":\"invalid_target\",\"error_description\":\"This client may not ask for tokens"
            + " for that resource\"}";
    refused(ask(stage.client(), "resource", "/relative"), malformed);
    refused(ask(stage.client(), "resource", "https://api.example/a#b"), malformed);
    refused(ask(stage.client(), "resource", "http://api.example/a"), foreign);
    refused(ask(bounded, "resource", "https://api.example/b"), foreign);
    assertThat(ask(bounded, "resource", "https://api.example/a").status()).isEqualTo(200);
  }

  @Test
  void anOpaqueTokenIsARowOfItsDigest() {
    Party party = stage.client(settings -> settings.accessTokenFormat(AccessTokenFormat.OPAQUE));

    String token = OAuthStage.text(OAuthStage.json(ask(party)), "access_token");

    assertThat(token).matches("[A-Za-z0-9]{64}");
    Map<String, Object> row =
        stage.server.rows("SELECT scope, audience, jkt FROM access_token").getFirst();
    assertThat(row)
        .containsEntry("scope", "orders")
        .containsEntry("audience", "https://auth.example")
        .containsEntry("jkt", null);
  }

  @Test
  void itsTokensAreOfNoUseAtTheOtherCalls() {
    Party party = stage.client(settings -> settings.accessTokenFormat(AccessTokenFormat.OPAQUE));
    for (Object token :
        List.of(
            OAuthStage.json(ask(party)).get("access_token"),
            OAuthStage.json(ask(stage.client())).get("access_token"))) {
      assertThat(stage.server.get("/verify", "Authorization", "Bearer " + token).status())
          .isEqualTo(401);
    }
  }

  @Test
  void aTokenWithTheScopeRegistersClients() {
    Party party = stage.client(settings -> settings.scopes(Set.of("clients:write", "orders")));
    String metadata = "{\"redirect_uris\":[\"https://shop.example/callback\"]}";
    Object good = OAuthStage.json(ask(party)).get("access_token");
    Object narrow = OAuthStage.json(ask(party, "scope", "orders")).get("access_token");

    assertThat(
            stage
                .server
                .post("/oauth2/register", metadata, "Authorization", "Bearer " + good)
                .status())
        .isEqualTo(201);
    assertThat(
            stage
                .server
                .post("/oauth2/register", metadata, "Authorization", "Bearer " + narrow)
                .status())
        .isEqualTo(403);
  }
}
