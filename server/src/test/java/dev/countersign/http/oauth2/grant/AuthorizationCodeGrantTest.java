package dev.countersign.http.oauth2.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationCodeGrantTest extends StagedTest {
  private static final String UNKNOWN =
      "{\"error\":\"invalid_grant\",\"error_description\":\"The code is unknown, expired, used"
          + " before or another client's; send the person to the authorization endpoint again\"}";
  private static final String VERIFIER_WRONG =
      "{\"error\":\"invalid_grant\",\"error_description\":\"The code_verifier does not belong to"
          + " the authorization request's challenge\"}";
  private static final String REDIRECT_WRONG =
      "{\"error\":\"invalid_grant\",\"error_description\":\"The redirect_uri is not the one the"
          + " authorization request had; send the same\"}";

  private Answer exchange(Party party, String code, String redirectUri, String verifier) {
    return stage.token(
        party,
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        redirectUri,
        "code_verifier",
        verifier);
  }

  private void refused(Answer answer, String body) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  private long grants() {
    return stage.server.count("SELECT count(*) FROM oauth_grant");
  }

  @Test
  void aCodeBringsAllTokens() {
    Party party = stage.client();
    Session browser = stage.browser();

    Answer answer = stage.redeem(party, stage.terms().browser(browser).code(party));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    assertThat(answer.body().replaceAll("\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\"", "\"…\""))
        .isEqualTo(
            "{\"access_token\":\"…\",\"token_type\":\"Bearer\",\"expires_in\":600,"
                + "\"scope\":\"openid profile\",\"refresh_token\":\"…\",\"id_token\":\"…\"}");
    long session =
        stage.server.count(
            "SELECT id FROM session WHERE client_id = ?", party.client().id().value());
    assertThat(
            stage.server.rows(
                "SELECT session_id, client_id, sso_session_id, scope, resource, nonce, acr FROM"
                    + " oauth_grant"))
        .containsExactly(
            row(
                "session_id",
                session,
                "client_id",
                party.client().id().value(),
                "sso_session_id",
                browser.id().value(),
                "scope",
                "openid profile",
                "resource",
                "",
                "nonce",
                "n-0S6_WzA2Mj",
                "acr",
                OAuthStage.ACR));
    assertThat(stage.server.rows("SELECT issued_session FROM authorization_code"))
        .containsExactly(row("issued_session", session));
    assertThat(
            stage
                .server
                .rows("SELECT kind, outcome, dialect, session_id FROM audit_event ORDER BY id DESC")
                .getFirst())
        .isEqualTo(
            row(
                "kind", "grant_begun",
                "outcome", "success",
                "dialect", "oauth2",
                "session_id", session));
  }

  private static Map<String, Object> row(Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }

  @Test
  void theAccessTokenSaysWhatRfc9068Wants() {
    Party party = stage.client();
    Object token = stage.tokens(party, stage.terms()).get("access_token");

    assertThat(OAuthStage.header(token))
        .containsEntry("typ", "at+jwt")
        .containsEntry("alg", "RS256");
    Map<String, Object> claims = stage.claims(token);
    assertThat(claims)
        .containsEntry("iss", "https://auth.example")
        .containsEntry("aud", "https://auth.example")
        .containsEntry("sub", stage.alice.id().toString())
        .containsEntry("client_id", party.id())
        .containsEntry("scope", "openid profile")
        .containsEntry("iat", 1795316645)
        .containsEntry("exp", 1795317245)
        .containsEntry("auth_time", 1795316615)
        .containsEntry("acr", OAuthStage.ACR)
        .containsEntry("amr", List.of("pwd"))
        .doesNotContainKeys("token_use", "cnf");
    assertThat(OAuthStage.text(claims, "jti")).hasSize(22);
  }

  @Test
  void aPublicClientRedeemsWithItsVerifierAlone() {
    Party party = stage.publicClient();
    assertThat(stage.redeem(party, stage.terms().code(party)).status()).isEqualTo(200);
  }

  @Test
  void aCodeUsedTwiceIsRefusedAndEndsWhatItBegan() {
    Party party = stage.client();
    String code = stage.terms().code(party);
    Map<String, Object> tokens = OAuthStage.json(stage.redeem(party, code));
    assertThat(stage.lives(tokens.get("access_token"))).isTrue();

    refused(stage.redeem(party, code), UNKNOWN);

    assertThat(stage.lives(tokens.get("access_token"))).isFalse();
    refused(
        stage.token(
            party,
            "grant_type",
            "refresh_token",
            "refresh_token",
            OAuthStage.text(tokens, "refresh_token")),
        "{\"error\":\"invalid_grant\",\"error_description\":\"The refresh token is unknown,"
            + " expired, used before or another client's; the person has to sign in again\"}");
    assertThat(grants()).isZero();
    assertThat(
            stage.server.rows("SELECT kind, outcome FROM audit_event ORDER BY id DESC").getFirst())
        .isEqualTo(row("kind", "code_reuse", "outcome", "session_ended"));
  }

  @Test
  void aCodeOfAnotherClientIsRefusedAndStaysGood() {
    Party party = stage.client();
    Party other = stage.client();
    String code = stage.terms().code(party);

    refused(stage.redeem(other, code), UNKNOWN);

    assertThat(stage.redeem(party, code).status()).isEqualTo(200);
    refused(stage.redeem(other, code), UNKNOWN);
    assertThat(grants()).isEqualTo(1);
  }

  @Test
  void aCodeOfAnotherCustomersClientIsRefused() {
    Customer other = stage.server.customer("other");
    Party stranger = stage.client(other, settings -> settings);
    refused(stage.redeem(stranger, stage.terms().code(stage.client())), UNKNOWN);
  }

  @Test
  void aCodeLivesForAMinute() {
    Party party = stage.client();
    String code = stage.terms().code(party);
    stage.server.clock().advance(Duration.ofSeconds(60));

    refused(stage.redeem(party, code), UNKNOWN);
    assertThat(grants()).isZero();
  }

  @Test
  void anUnknownCodeIsRefused() {
    refused(stage.redeem(stage.client(), "nonsense"), UNKNOWN);
    refused(stage.redeem(stage.client(), "A".repeat(64)), UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/callback/",
        "https://app.example/callback?x=1",
        "https://APP.example/callback",
        "https://app.example:443/callback",
        "https://app.example/callback#",
        "https://evil.example/callback",
        "http://app.example/callback"
      })
  void aRedirectUriThatDiffersInAnyWayIsRefused(String redirectUri) {
    Party party = stage.client();
    refused(
        exchange(party, stage.terms().code(party), redirectUri, OAuthStage.VERIFIER),
        REDIRECT_WRONG);
    assertThat(grants()).isZero();
  }

  @Test
  void aRedirectUriThatTheRequestHadIsRequired() {
    Party party = stage.client();
    refused(
        stage.token(
            party,
            "grant_type",
            "authorization_code",
            "code",
            stage.terms().code(party),
            "code_verifier",
            OAuthStage.VERIFIER),
        REDIRECT_WRONG);
  }

  @Test
  void aRedirectUriThatTheRequestLeftOutMayBeLeftOut() {
    Party party = stage.client();
    Answer answer =
        stage.token(
            party,
            "grant_type",
            "authorization_code",
            "code",
            stage.terms().withoutRedirectUri().code(party),
            "code_verifier",
            OAuthStage.VERIFIER);
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk ",
        ""
      })
  void aWrongVerifierIsRefused(String verifier) {
    Party party = stage.client();
    refused(
        exchange(party, stage.terms().code(party), OAuthStage.REDIRECT, verifier), VERIFIER_WRONG);
    assertThat(grants()).isZero();
  }

  @Test
  void aVerifierWithoutAChallengeIsADowngradeAndRefused() {
    Party party = stage.client();
    refused(stage.redeem(party, stage.terms().withoutPkce().code(party)), VERIFIER_WRONG);
  }

  @Test
  void aConfidentialClientMayDoWithoutPkceAPublicOneMayNot() {
    Party confidential = stage.client();
    Party unproven = stage.publicClient();
    String[] names = {
      "grant_type", "authorization_code", "redirect_uri", OAuthStage.REDIRECT, "code"
    };

    assertThat(
            stage
                .token(confidential, with(names, stage.terms().withoutPkce().code(confidential)))
                .status())
        .isEqualTo(200);
    refused(
        stage.token(unproven, with(names, stage.terms().withoutPkce().code(unproven))),
        VERIFIER_WRONG);
  }

  private static String[] with(String[] names, String code) {
    String[] all = Arrays.copyOf(names, names.length + 1);
    all[names.length] = code;
    return all;
  }

  @Test
  void aCodeIsRequired() {
    refused(
        stage.token(stage.client(), "grant_type", "authorization_code", "code", ""),
        "{\"error\":\"invalid_request\",\"error_description\":\"The parameter code is missing\"}");
  }

  @Test
  void aDisabledPersonGetsNothing() {
    Party party = stage.client();
    String code = stage.terms().code(party);
    stage.server.core().users.disable(stage.acme.id(), stage.alice.id(), Origin.CLI);

    refused(stage.redeem(party, code), UNKNOWN);
    assertThat(grants()).isZero();
  }

  @Test
  void aCodeDiesWithTheBrowsersSession() {
    Party party = stage.client();
    Session browser = stage.browser();
    String code = stage.terms().browser(browser).code(party);
    stage.server.core().store.write(tx -> tx.sessions().end(browser.id()));

    refused(stage.redeem(party, code), UNKNOWN);
  }

  @Test
  void aCodeDiesWhenTheBrowsersSessionExpires() {
    Party party = stage.client();
    Session browser = stage.browser();
    stage.server.clock().advance(Duration.ofHours(8).minusSeconds(10));
    String code = stage.terms().browser(browser).code(party);
    stage.server.clock().advance(Duration.ofSeconds(20));

    refused(stage.redeem(party, code), UNKNOWN);
    assertThat(grants()).isZero();
  }

  @Test
  void noTokenOutlivesTheBrowsersSession() {
    Party party = stage.client();
    Session browser = stage.browser();
    stage.server.clock().advance(Duration.ofHours(8).minusMinutes(2));

    assertThat(stage.tokens(party, stage.terms().browser(browser)))
        .containsEntry("expires_in", 120);
  }

  @Test
  void aGrantEndsWithTheBrowsersSessionUnlessItIsForOfflineUse() {
    Party party = stage.client();
    Session browser = stage.browser();
    Object online = stage.tokens(party, stage.terms().browser(browser)).get("access_token");
    Object offline =
        stage
            .tokens(party, stage.terms().browser(browser).scopes("openid", "offline_access"))
            .get("access_token");

    stage.server.core().store.write(tx -> tx.sessions().end(browser.id()));

    assertThat(stage.lives(online)).isFalse();
    assertThat(stage.lives(offline)).isTrue();
  }

  @Test
  void aResourceThatWasNotAuthorizedIsRefusedAndOneThatWasNarrowsTheToken() {
    Party party = stage.client();
    String code =
        stage
            .terms()
            .scopes("orders")
            .resources("https://api.example/a", "https://api.example/b")
            .code(party);
    String[] rest = {
      "grant_type",
      "authorization_code",
      "redirect_uri",
      OAuthStage.REDIRECT,
      "code_verifier",
      OAuthStage.VERIFIER,
      "code",
      code,
      "resource"
    };

    refused(
        stage.token(party, with(rest, "https://api.example/c")),
        "{\"error\":\"invalid_target\",\"error_description\":\"The authorization request did not"
            + " name that resource\"}");
    Answer answer = stage.token(party, with(rest, "https://api.example/a"));

    assertThat(stage.claims(OAuthStage.json(answer).get("access_token")))
        .containsEntry("aud", "https://api.example/a");
  }
}
