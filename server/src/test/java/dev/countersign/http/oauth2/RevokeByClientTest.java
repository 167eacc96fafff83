package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevokeByClientTest extends StagedTest {
  private void revoke(Party party, @Nullable Object token) {
    Answer answer = stage.post("/oauth2/revoke", party, List.of(), "token", String.valueOf(token));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private Answer refresh(Party party, Map<String, Object> tokens) {
    return stage.token(
        party,
        "grant_type",
        "refresh_token",
        "refresh_token",
        OAuthStage.text(tokens, "refresh_token"));
  }

  @Test
  void aRefreshTokenTakesItsAccessTokensAlong() {
    for (Party party : List.of(stage.client(), stage.publicClient())) {
      Map<String, Object> tokens = stage.tokens(party, stage.terms());

      revoke(party, tokens.get("refresh_token"));

      assertThat(stage.lives(tokens.get("access_token"))).isFalse();
      assertThat(refresh(party, tokens).status()).isEqualTo(400);
    }
    assertThat(stage.server.count("SELECT count(*) FROM oauth_grant")).isZero();
    assertThat(
            stage.server.rows("SELECT kind, outcome FROM audit_event ORDER BY id DESC").getFirst())
        .containsEntry("kind", "session_ended")
        .containsEntry("outcome", "revoked");
  }

  @Test
  void aSignedAccessTokenTakesItsGrantAlong() {
    Party party = stage.client();
    Map<String, Object> tokens = stage.tokens(party, stage.terms());
    revoke(party, tokens.get("access_token"));
    assertThat(stage.lives(tokens.get("access_token"))).isFalse();
    assertThat(refresh(party, tokens).status()).isEqualTo(400);
  }

  @Test
  void anOpaqueAccessTokenDiesAlone() {
    Party party = stage.client(settings -> settings.accessTokenFormat(AccessTokenFormat.OPAQUE));
    Map<String, Object> tokens = stage.tokens(party, stage.terms());
    revoke(party, tokens.get("access_token"));
    assertThat(stage.lives(tokens.get("access_token"))).isFalse();
    assertThat(refresh(party, tokens).status()).isEqualTo(200);
  }

  @Test
  void anotherClientRevokesNothing() {
    Party party = stage.client();
    Party other = stage.client();
    Map<String, Object> tokens = stage.tokens(party, stage.terms());
    revoke(other, tokens.get("access_token"));
    revoke(other, tokens.get("refresh_token"));
    assertThat(stage.lives(tokens.get("access_token"))).isTrue();
  }

  @Test
  void anUnknownTokenIsAsGoodAsRevoked() {
    revoke(stage.client(), "nonsense");
  }

  @Test
  void aClientThatDoesNotProveItselfRevokesNothing() {
    Party party = stage.client();
    Map<String, Object> tokens = stage.tokens(party, stage.terms());
    Answer answer =
        stage.post(
            "/oauth2/revoke",
            new Party(party.client(), "wrong"),
            List.of(),
            "token",
            OAuthStage.text(tokens, "refresh_token"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(stage.lives(tokens.get("access_token"))).isTrue();
  }

  @Test
  void aMissingTokenIsAnInvalidRequest() {
    Answer answer = stage.post("/oauth2/revoke", stage.client(), List.of());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_request");
  }
}
