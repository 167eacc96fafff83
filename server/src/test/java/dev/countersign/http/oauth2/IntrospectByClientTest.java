package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.DpopKey;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntrospectByClientTest extends StagedTest {
  private static final String INACTIVE = "{\"active\":false}";

  private Answer ask(Party party, @Nullable Object token) {
    return stage.post("/oauth2/introspect", party, List.of(), "token", String.valueOf(token));
  }

  private @Nullable Object own(Party party) {
    return OAuthStage.json(stage.token(party, "grant_type", "client_credentials"))
        .get("access_token");
  }

  @Test
  void aClientIsToldAboutItsOwnToken() {
    Party party = stage.client();
    Map<String, Object> tokens = stage.tokens(party, stage.terms());

    Answer answer = ask(party, tokens.get("access_token"));

    long session = stage.server.count("SELECT session_id FROM oauth_grant");
    assertThat(answer.body().replaceAll("\"jti\":\"[\\w-]{22}\"", "\"jti\":\"…\""))
        .isEqualTo(
            """
            {"active":true,"scope":"openid profile","client_id":"%s","username":"alice",\
            "token_type":"Bearer","exp":1795317245,"iat":1795316645,"sub":"%s",\
            "aud":"https://auth.example","iss":"https://auth.example","jti":"…","sid":"%s",\
            "token_use":"access","customer":"%s"}\
            """
                .formatted(party.id(), stage.alice.id(), session, stage.acme.id()));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void anOpaqueTokenAndOneInTheClientsOwnNameAreTold() {
    Party party = stage.client(settings -> settings.accessTokenFormat(AccessTokenFormat.OPAQUE));
    assertThat(OAuthStage.json(ask(party, own(party))))
        .containsEntry("active", true)
        .containsEntry("scope", "orders")
        .containsEntry("sub", party.id())
        .containsEntry("client_id", party.id())
        .containsEntry("aud", "https://auth.example")
        .containsEntry("exp", 1795317245)
        .doesNotContainKey("username");
  }

  @Test
  void aBoundTokenIsToldWithItsKey() {
    Party party = stage.client();
    DpopKey key = new DpopKey(stage.server.clock());
    Object token =
        OAuthStage.json(stage.token(party, key, "grant_type", "client_credentials"))
            .get("access_token");
    assertThat(OAuthStage.json(ask(party, token)))
        .containsEntry("token_type", "DPoP")
        .containsEntry("cnf", Map.of("jkt", key.jkt()));
  }

  @Test
  void aClientIsNotToldAboutAnothers() {
    Party party = stage.client();
    Party other = stage.client();
    assertThat(ask(other, stage.tokens(party, stage.terms()).get("access_token")).body())
        .isEqualTo(INACTIVE);
    var grant = Tokens.signIn(stage.server, stage.alice);
    assertThat(ask(other, Tokens.plain(stage.server, grant.session())).body()).isEqualTo(INACTIVE);
  }

  @Test
  void aResourceServerWithTheScopeIsToldAboutAllOfItsCustomer() {
    Party server = stage.client(settings -> settings.scopes(Set.of("tokens:introspect")));
    Party party = stage.client();
    Party foreign = stage.client(stage.server.customer("other"), settings -> settings);
    var grant = Tokens.signIn(stage.server, stage.alice);

    assertThat(OAuthStage.json(ask(server, own(party)))).containsEntry("active", true);
    assertThat(OAuthStage.json(ask(server, Tokens.plain(stage.server, grant.session()))))
        .containsEntry("active", true);
    assertThat(ask(server, own(foreign)).body()).isEqualTo(INACTIVE);
  }

  @Test
  void anApiKeyIsToldAboutClientsTokensToo() {
    String key = Tokens.key(stage.server, stage.acme, Scope.TOKENS_INTROSPECT);
    Party party = stage.client();
    Answer answer =
        stage.form(
            "/oauth2/introspect",
            List.of("Authorization", key),
            "token",
            String.valueOf(own(party)));
    assertThat(OAuthStage.json(answer)).containsEntry("client_id", party.id());
  }

  @Test
  void whatIsNoLongerGoodIsInactive() {
    Party party = stage.client();
    Map<String, Object> tokens = stage.tokens(party, stage.terms());
    assertThat(ask(party, "nonsense").body()).isEqualTo(INACTIVE);
    assertThat(ask(party, tokens.get("id_token")).body()).isEqualTo(INACTIVE);
    stage.server.clock().advance(Duration.ofSeconds(611));
    assertThat(ask(party, tokens.get("access_token")).body()).isEqualTo(INACTIVE);
  }

  @Test
  void aRefreshTokenIsToldToItsOwnClientAlone() {
    Party party = stage.client();
    Object token = stage.tokens(party, stage.terms()).get("refresh_token");

    Answer answer = ask(party, token);

    long session = stage.server.count("SELECT session_id FROM oauth_grant");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"active":true,"scope":"openid profile","client_id":"%s","username":"alice",\
            "exp":1797908645,"sub":"%s","iss":"https://auth.example","sid":"%s",\
            "token_use":"refresh","customer":"%s"}\
            """
                .formatted(party.id(), stage.alice.id(), session, stage.acme.id()));
    assertThat(ask(stage.client(), token).body()).isEqualTo(INACTIVE);
    // Nor is a resource server, which might take it for an access token.
    Party server = stage.client(settings -> settings.scopes(Set.of("tokens:introspect")));
    assertThat(ask(server, token).body()).isEqualTo(INACTIVE);
    // Asking uses nothing up.
    assertThat(refreshed(party, token)).containsKey("access_token");
  }

  @Test
  void aRefreshTokenThatIsNoLongerGoodIsInactive() {
    Party party = stage.client(settings -> settings.rotateRefreshTokens(true));
    Object first = stage.tokens(party, stage.terms()).get("refresh_token");
    Object second = refreshed(party, first).get("refresh_token");

    assertThat(OAuthStage.json(ask(party, second))).containsEntry("active", true);
    // Two tabs may both hold the one before it, for a while.
    assertThat(OAuthStage.json(ask(party, first))).containsEntry("active", true);
    stage.server.clock().advance(Duration.ofMinutes(2));
    assertThat(ask(party, first).body()).isEqualTo(INACTIVE);
    // Asking is no use: the grant goes on.
    assertThat(OAuthStage.json(ask(party, second))).containsEntry("active", true);
    assertThat(ask(party, second + "x").body()).isEqualTo(INACTIVE);
    stage.post("/oauth2/revoke", party, List.of(), "token", String.valueOf(second));
    assertThat(ask(party, second).body()).isEqualTo(INACTIVE);
  }

  @Test
  void aRefreshTokenOfSomebodyWhoIsDisabledIsInactive() {
    Party party = stage.client();
    Object token = stage.tokens(party, stage.terms()).get("refresh_token");
    stage.server.core().users.disable(stage.acme.id(), stage.alice.id(), Origin.CLI);
    assertThat(ask(party, token).body()).isEqualTo(INACTIVE);
  }

  private Map<String, Object> refreshed(Party party, @Nullable Object token) {
    return OAuthStage.json(
        stage.token(party, "grant_type", "refresh_token", "refresh_token", String.valueOf(token)));
  }

  @Test
  void aPublicClientIsToldNothing() {
    Party party = stage.publicClient();
    Answer answer = ask(party, stage.tokens(party, stage.terms()).get("access_token"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_client");
  }

  @Test
  void aWrongSecretIsRefused() {
    Party party = stage.client();
    Answer answer = ask(new Party(party.client(), "wrong"), own(party));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
  }
}
