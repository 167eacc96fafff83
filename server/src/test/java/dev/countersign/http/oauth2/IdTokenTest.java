package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Session;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.token.ClientSid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdTokenTest extends StagedTest {
  private static String half(String algorithm, @Nullable Object accessToken) throws Exception {
    byte[] digest =
        MessageDigest.getInstance(algorithm)
            .digest(String.valueOf(accessToken).getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest, digest.length / 2));
  }

  @Test
  void itSaysWhoSignedInHowAndForWhom() throws Exception {
    Party party = stage.client();
    Session browser = stage.browser();
    Map<String, Object> tokens = stage.tokens(party, stage.terms().browser(browser));

    Map<String, Object> claims = stage.claims(tokens.get("id_token"));

    assertThat(OAuthStage.header(tokens.get("id_token")))
        .containsEntry("alg", "RS256")
        .containsEntry("typ", "JWT");
    assertThat(claims)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("iss", "https://auth.example"),
                Map.entry("sub", stage.alice.id().toString()),
                Map.entry("aud", party.id()),
                Map.entry("azp", party.id()),
                Map.entry("iat", 1795316645),
                Map.entry("exp", 1795320245),
                Map.entry("auth_time", 1795316615),
                Map.entry("nonce", "n-0S6_WzA2Mj"),
                Map.entry("acr", OAuthStage.ACR),
                Map.entry("amr", List.of("pwd")),
                Map.entry("at_hash", half("SHA-256", tokens.get("access_token")))));
  }

  @Test
  void whoIsToldOfSignOutsGetsASidOfItsOwnThatStaysWithTheBrowser() {
    Party party = toldOfSignOuts();
    Session browser = stage.browser();
    Object first = stage.tokens(party, stage.terms().browser(browser)).get("id_token");
    Object second = stage.tokens(party, stage.terms().browser(browser)).get("id_token");
    Object others = stage.tokens(toldOfSignOuts(), stage.terms().browser(browser)).get("id_token");

    String sid = String.valueOf(stage.claims(first).get("sid"));
    assertThat(stage.claims(second)).containsEntry("sid", sid);
    assertThat(stage.claims(others).get("sid")).isNotEqualTo(sid);
    assertThat(sid).isEqualTo(ClientSid.of(browser.id(), party.client().id())).hasSize(22);
  }

  private Party toldOfSignOuts() {
    return stage.client(settings -> settings.backchannelLogoutUri("https://app.example/out"));
  }

  @Test
  void aClientMayWantEs256() throws Exception {
    Party party = stage.client(settings -> settings.idTokenSignedResponseAlg("ES256"));
    Map<String, Object> tokens = stage.tokens(party, stage.terms());

    assertThat(OAuthStage.header(tokens.get("id_token"))).containsEntry("alg", "ES256");
    assertThat(OAuthStage.header(tokens.get("access_token"))).containsEntry("alg", "ES256");
    assertThat(stage.claims(tokens.get("id_token")))
        .containsEntry("at_hash", half("SHA-256", tokens.get("access_token")));
    assertThat(stage.lives(tokens.get("access_token"))).isTrue();
  }

  @Test
  void aClientMayWantEdDsa() throws Exception {
    Party party = stage.client(settings -> settings.idTokenSignedResponseAlg("EdDSA"));
    Map<String, Object> tokens = stage.tokens(party, stage.terms());

    assertThat(OAuthStage.header(tokens.get("id_token"))).containsEntry("alg", "EdDSA");
    assertThat(stage.claims(tokens.get("id_token")))
        .containsEntry("at_hash", half("SHA-512", tokens.get("access_token")));
    assertThat(stage.lives(tokens.get("access_token"))).isTrue();
  }

  @Test
  void claimsOfScopesAreLeftToUserinfoAndThoseAskedForAreIn() {
    Party party = stage.client();
    Object plain =
        stage.tokens(party, stage.terms().scopes("openid", "profile", "email")).get("id_token");
    Object wished =
        stage
            .tokens(
                party,
                stage
                    .terms()
                    .claims(
                        "{\"id_token\":{\"email\":null,\"sub\":{\"value\":\"x\"},\"iss\":null}}"))
            .get("id_token");

    assertThat(stage.claims(plain)).doesNotContainKeys("name", "email", "preferred_username");
    assertThat(stage.claims(wished))
        .containsEntry("email", "alice@example.org")
        .containsEntry("sub", stage.alice.id().toString())
        .containsEntry("iss", "https://auth.example");
  }

  @Test
  void thereIsNoneWithoutTheScopeOpenid() {
    assertThat(stage.tokens(stage.client(), stage.terms().scopes("profile")))
        .doesNotContainKey("id_token");
  }
}
