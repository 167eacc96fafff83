package dev.countersign.http.oauth2.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Origin;
import dev.countersign.testing.DpopKey;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshTokenGrantTest extends StagedTest {
  private static final String UNKNOWN =
      "{\"error\":\"invalid_grant\",\"error_description\":\"The refresh token is unknown, expired,"
          + " used before or another client's; the person has to sign in again\"}";

  private Answer refresh(Party party, @Nullable Object token) {
    return stage.token(
        party, "grant_type", "refresh_token", "refresh_token", String.valueOf(token));
  }

  private void refused(Answer answer, String body) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(body);
  }

  private Map<String, Object> generation() {
    return stage
        .server
        .rows("SELECT refresh_generation FROM session WHERE client_id IS NOT NULL")
        .getFirst();
  }

  /** RFC 9700, section 4.14.2: who gets refresh tokens at all is decided at registration. */
  @Test
  void aClientThatIsNotRegisteredForThemGetsAndUsesNone() {
    Party party =
        stage.client(settings -> settings.grantTypes(Set.of(GrantType.AUTHORIZATION_CODE)));
    Map<String, Object> tokens =
        stage.tokens(party, stage.terms().scopes("openid", "offline_access"));
    assertThat(tokens).containsKey("access_token").doesNotContainKey("refresh_token");

    Object anothers = stage.tokens(stage.client(), stage.terms()).get("refresh_token");
    Answer answer =
        stage.token(
            party, "grant_type", "refresh_token", "refresh_token", String.valueOf(anothers));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(OAuthStage.json(answer)).containsEntry("error", "unauthorized_client");
  }

  @Test
  void aPublicClientsTokenIsReplacedAtEachUse() {
    Party party = stage.publicClient();
    Map<String, Object> first = stage.tokens(party, stage.terms());

    Answer answer = refresh(party, first.get("refresh_token"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().replaceAll("\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\"", "\"…\""))
        .isEqualTo(
            "{\"access_token\":\"…\",\"token_type\":\"Bearer\",\"expires_in\":600,"
                + "\"scope\":\"openid profile\",\"refresh_token\":\"…\",\"id_token\":\"…\"}");
    Map<String, Object> second = OAuthStage.json(answer);
    assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
    assertThat(stage.lives(second.get("access_token"))).isTrue();
    assertThat(generation()).containsEntry("refresh_generation", 2);
  }

  @Test
  void aConfidentialClientsTokenStaysAndNoRowIsWritten() {
    Party party = stage.client();
    Map<String, Object> first = stage.tokens(party, stage.terms());

    Map<String, Object> second = OAuthStage.json(refresh(party, first.get("refresh_token")));

    assertThat(second.get("refresh_token")).isEqualTo(first.get("refresh_token"));
    assertThat(generation()).containsEntry("refresh_generation", 1);
    assertThat(refresh(party, first.get("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void aTokenUsedBeforeEndsTheGrant() {
    Party party = stage.publicClient();
    Map<String, Object> first = stage.tokens(party, stage.terms());
    Map<String, Object> second = OAuthStage.json(refresh(party, first.get("refresh_token")));
    stage.server.clock().advance(Duration.ofSeconds(31));

    refused(refresh(party, first.get("refresh_token")), UNKNOWN);

    refused(refresh(party, second.get("refresh_token")), UNKNOWN);
    assertThat(stage.lives(second.get("access_token"))).isFalse();
    assertThat(stage.server.count("SELECT count(*) FROM oauth_grant")).isZero();
    assertThat(
            stage.server.rows("SELECT kind, outcome FROM audit_event ORDER BY id DESC").getFirst())
        .containsEntry("kind", "refresh_reuse")
        .containsEntry("outcome", "session_ended");
  }

  @Test
  void aTokenOfAnotherClientIsRefusedAndStaysGood() {
    Party party = stage.publicClient();
    Party other = stage.publicClient();
    Object token = stage.tokens(party, stage.terms()).get("refresh_token");

    refused(refresh(other, token), UNKNOWN);
    refused(refresh(stage.client(), token), UNKNOWN);

    assertThat(refresh(party, token).status()).isEqualTo(200);
  }

  @Test
  void aGrantsTokenIsOfNoUseAtTheCallsPeopleMakeThemselves() {
    Object token = stage.tokens(stage.publicClient(), stage.terms()).get("refresh_token");

    Answer answer =
        stage.server.post(
            "/v1/iam/auth/mobile/getrefreshtoken",
            "{\"refreshToken\":\"%s\",\"username\":\"alice\"}".formatted(token));

    assertThat(answer.status()).isNotEqualTo(200);
    assertThat(generation()).containsEntry("refresh_generation", 1);
  }

  @Test
  void scopesMayBeNarrowedAndNotWidened() {
    Party party = stage.client();
    Object token = stage.tokens(party, stage.terms()).get("refresh_token");

    refused(
        stage.token(
            party,
            "grant_type",
            "refresh_token",
            "refresh_token",
            String.valueOf(token),
            "scope",
            "openid email"),
        "{\"error\":\"invalid_scope\",\"error_description\":\"Ask for no more scopes than were"
            + " granted\"}");
    Answer narrowed =
        stage.token(
            party,
            "grant_type",
            "refresh_token",
            "refresh_token",
            String.valueOf(token),
            "scope",
            "profile");

    assertThat(OAuthStage.json(narrowed))
        .containsEntry("scope", "profile")
        .doesNotContainKey("id_token");
    // "if omitted is treated as equal to the scope originally granted"
    assertThat(OAuthStage.json(refresh(party, token))).containsEntry("scope", "openid profile");
  }

  @Test
  void aResourceThatWasNotGrantedIsRefused() {
    Party party = stage.client();
    Object token =
        stage.tokens(party, stage.terms().resources("https://api.example/a")).get("refresh_token");

    refused(
        stage.token(
            party,
            "grant_type",
            "refresh_token",
            "refresh_token",
            String.valueOf(token),
            "resource",
            "https://api.example/b"),
        "{\"error\":\"invalid_target\",\"error_description\":\"Ask for no more resources than were"
            + " granted\"}");
  }

  @Test
  void theIdTokenKeepsTheSignInAndLeavesTheNonceOut() {
    Party party = stage.client();
    Map<String, Object> first = stage.tokens(party, stage.terms());
    stage.server.clock().advance(Duration.ofMinutes(5));

    Map<String, Object> second = OAuthStage.json(refresh(party, first.get("refresh_token")));

    Map<String, Object> before = stage.claims(first.get("id_token"));
    Map<String, Object> after = stage.claims(second.get("id_token"));
    assertThat(after).doesNotContainKey("nonce");
    for (String same : List.of("iss", "sub", "aud", "azp", "auth_time")) {
      assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
    }
    assertThat(after).containsEntry("iat", 1795316945);
  }

  @Test
  void aTokenThatWasNotUsedForTwoWeeksIsRefusedWhereItRotates() {
    Party party = stage.publicClient();
    Object token = stage.tokens(party, stage.terms()).get("refresh_token");
    stage.server.clock().advance(Duration.ofDays(14));

    refused(refresh(party, token), UNKNOWN);
  }

  @Test
  void aDisabledPersonsTokenIsRefused() {
    Party party = stage.client();
    Object token = stage.tokens(party, stage.terms()).get("refresh_token");
    stage.server.core().users.disable(stage.acme.id(), stage.alice.id(), Origin.CLI);

    refused(refresh(party, token), UNKNOWN);
  }

  @Test
  void aForgedTokenIsRefused() {
    Party party = stage.client();
    String token = OAuthStage.text(stage.tokens(party, stage.terms()), "refresh_token");

    refused(
        refresh(party, token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(43)), UNKNOWN);
    refused(refresh(party, "nonsense"), UNKNOWN);
    refused(
        refresh(party, ""),
        "{\"error\":\"invalid_request\",\"error_description\":\"The parameter refresh_token is"
            + " missing\"}");
  }

  @Test
  void aPublicClientsTokenIsBoundToItsKey() {
    Party party = stage.publicClient();
    DpopKey key = new DpopKey(stage.server.clock());
    DpopKey stolen = new DpopKey(stage.server.clock());
    Object token = boundTokens(party, key).get("refresh_token");
    String[] form = {"grant_type", "refresh_token", "refresh_token", String.valueOf(token)};
    String wrong =
        "{\"error\":\"invalid_grant\",\"error_description\":\"The refresh token is bound to another"
            + " DPoP key\"}";

    refused(stage.token(party, form), wrong);
    refused(stage.token(party, stolen, form), wrong);

    Answer answer = stage.token(party, key, form);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(stage.claims(OAuthStage.json(answer).get("access_token")))
        .containsEntry("cnf", Map.of("jkt", key.jkt()));
  }

  private Map<String, Object> boundTokens(Party party, DpopKey key) {
    return OAuthStage.json(
        stage.token(
            party,
            key,
            "grant_type",
            "authorization_code",
            "code",
            stage.terms().code(party),
            "redirect_uri",
            OAuthStage.REDIRECT,
            "code_verifier",
            OAuthStage.VERIFIER));
  }
}
