package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.domain.Origin;
import dev.countersign.domain.ProfileField;
import dev.countersign.testing.DpopKey;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import dev.countersign.user.UserChange;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserInfoTest extends StagedTest {
  private static final String URL = "https://auth.example/oauth2/userinfo";

  private Answer ask(@Nullable Object token, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = "Bearer " + token;
    return stage.server.get("/oauth2/userinfo", all);
  }

  private @Nullable Object token(Party party, String... scopes) {
    return stage.tokens(party, stage.terms().scopes(scopes)).get("access_token");
  }

  private static void invalid(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_token");
    assertThat(answer.header("WWW-Authenticate"))
        .startsWith("Bearer realm=\"countersign\", error=\"invalid_token\"");
  }

  @Test
  void scopesSayWhatIsTold() {
    Party party = stage.client();
    String id = stage.alice.id().toString();

    assertThat(ask(token(party, "openid")).body()).isEqualTo("{\"sub\":\"" + id + "\"}");
    assertThat(ask(token(party, "openid", "profile")).body())
        .isEqualTo(
            "{\"sub\":\""
                + id
                + "\",\"name\":\"Alice Liddell\",\"preferred_username\":\"alice\","
                + "\"updated_at\":1795316645}");
    Answer all = ask(token(party, "openid", "email", "phone"));
    assertThat(all.body())
        .isEqualTo(
            "{\"sub\":\""
                + id
                + "\",\"email\":\"alice@example.org\",\"email_verified\":false,"
                + "\"phone_number\":\"+445550100\",\"phone_number_verified\":false}");
    assertThat(all.header("Content-Type")).isEqualTo("application/json");
    assertThat(all.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aFullProfileIsToldWithEveryStandardClaim() {
    Party party = stage.client(settings -> settings.scopes(Set.of("openid", "profile", "address")));
    Map<ProfileField, String> told = new EnumMap<>(ProfileField.class);
    told.put(ProfileField.GIVEN_NAME, "Alice");
    told.put(ProfileField.FAMILY_NAME, "Liddell");
    told.put(ProfileField.MIDDLE_NAME, "Pleasance");
    told.put(ProfileField.NICKNAME, "Al");
    told.put(ProfileField.PROFILE, "https://alice.example/me");
    told.put(ProfileField.PICTURE, "https://alice.example/me.jpg");
    told.put(ProfileField.WEBSITE, "https://alice.example/");
    told.put(ProfileField.GENDER, "female");
    told.put(ProfileField.BIRTHDATE, "1852-05-04");
    told.put(ProfileField.ZONEINFO, "Europe/London");
    told.put(ProfileField.LOCALE, "en-GB");
    told.put(ProfileField.STREET_ADDRESS, "Deanery\nChrist Church");
    told.put(ProfileField.LOCALITY, "Oxford");
    told.put(ProfileField.POSTAL_CODE, "OX1 1DP");
    told.put(ProfileField.COUNTRY, "United Kingdom");
    UserChange change =
        new UserChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, told);
    stage
        .server
        .core()
        .users
        .update(stage.alice.customerId(), stage.alice.id(), change, Origin.CLI);
    String wish = "{\"id_token\":{\"zoneinfo\":null,\"address\":null}}";

    Map<String, Object> answer =
        stage.tokens(party, stage.terms().scopes("openid", "profile", "address").claims(wish));

    assertThat(OAuthStage.json(ask(answer.get("access_token"))))
        .containsOnlyKeys(
            "sub",
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
            "address")
        .containsEntry("birthdate", "1852-05-04")
        .containsEntry(
            "address",
            Map.of(
                "street_address", "Deanery\nChrist Church",
                "locality", "Oxford",
                "postal_code", "OX1 1DP",
                "country", "United Kingdom"));
    assertThat(stage.claims(String.valueOf(answer.get("id_token"))))
        .containsEntry("zoneinfo", "Europe/London")
        .containsKey("address")
        .doesNotContainKey("given_name");
  }

  @Test
  void singleClaimsMayBeAskedForWithinTheClientsScopes() {
    Party party = stage.client();
    Party narrow = stage.client(settings -> settings.scopes(Set.of("openid")));
    String wish = "{\"userinfo\":{\"email\":{\"essential\":true},\"name\":null,\"unknown\":null}}";

    Object wide =
        stage.tokens(party, stage.terms().scopes("openid").claims(wish)).get("access_token");
    Object bounded =
        stage.tokens(narrow, stage.terms().scopes("openid").claims(wish)).get("access_token");

    assertThat(OAuthStage.json(ask(wide))).containsOnlyKeys("sub", "name", "email");
    assertThat(OAuthStage.json(ask(bounded))).containsOnlyKeys("sub");
  }

  @Test
  void theAnswerMayBeSigned() {
    Party party = stage.client(settings -> settings.userinfoSignedResponseAlg("ES256"));
    Answer answer = ask(token(party, "openid", "profile"));

    assertThat(answer.header("Content-Type")).isEqualTo("application/jwt");
    assertThat(OAuthStage.header(answer.body())).containsEntry("alg", "ES256");
    assertThat(stage.claims(answer.body()))
        .containsEntry("iss", "https://auth.example")
        .containsEntry("aud", party.id())
        .containsEntry("sub", stage.alice.id().toString())
        .containsEntry("name", "Alice Liddell");
  }

  @Test
  void itTakesPostWithTheTokenInTheHeaderOrTheForm() {
    Object token = token(stage.client(), "openid");
    assertThat(
            stage
                .server
                .send("POST", "/oauth2/userinfo", new byte[0], "Authorization", "Bearer " + token)
                .status())
        .isEqualTo(200);
    assertThat(
            stage
                .form("/oauth2/userinfo", List.of(), "access_token", String.valueOf(token))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aTokenInTheQueryDoesNotCount() {
    Object token = token(stage.client(), "openid");
    assertThat(stage.server.get("/oauth2/userinfo?access_token=" + token).status()).isEqualTo(401);
  }

  @Test
  void aTokenSentInTwoWaysIsRefused() {
    Object token = token(stage.client(), "openid");
    Answer answer =
        stage.form(
            "/oauth2/userinfo",
            List.of("Authorization", "Bearer " + token),
            "access_token",
            String.valueOf(token));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_request");
  }

  @Test
  void withoutATokenNoErrorIsTold() {
    Answer answer = stage.server.get("/oauth2/userinfo");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"countersign\", DPoP algs=\"ES256 EdDSA PS256\"");
  }

  @Test
  void aTokenWithoutTheScopeOpenidIsForbidden() {
    Answer answer = ask(token(stage.client(), "profile"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo(
            "Bearer realm=\"countersign\", error=\"insufficient_scope\", error_description=\"The"
                + " access token needs the scope openid\", scope=\"openid\"");
  }

  @Test
  void otherTokensAreRefused() {
    Party party = stage.client();
    Map<String, Object> tokens = stage.tokens(party, stage.terms());
    var grant = Tokens.signIn(stage.server, stage.alice);

    invalid(ask("nonsense"));
    invalid(ask(tokens.get("id_token")));
    invalid(ask(tokens.get("refresh_token")));
    invalid(ask(Tokens.plain(stage.server, grant.session())));
    invalid(ask(Tokens.opaque(stage.server, stage.acme, Duration.ofHours(1))));
    String forged = OAuthStage.text(tokens, "access_token");
    invalid(ask(forged.substring(0, forged.length() - 4) + "AAAA"));
  }

  @Test
  void anAccessTokenIsOfNoUseAtTheOtherCalls() {
    Object token = token(stage.client(), "openid");
    assertThat(stage.server.get("/verify", "Authorization", "Bearer " + token).status())
        .isEqualTo(401);
  }

  @Test
  void aTokenForAnotherResourceIsRefused() {
    Object token =
        stage
            .tokens(
                stage.client(), stage.terms().scopes("orders").resources("https://api.example/a"))
            .get("access_token");
    invalid(ask(token));
  }

  @Test
  void anExpiredTokenIsRefused() {
    Object token = token(stage.client(), "openid");
    stage.server.clock().advance(Duration.ofSeconds(611));
    invalid(ask(token));
  }

  @Test
  void aTokenDiesWithItsGrant() {
    Object token = token(stage.client(), "openid");
    stage
        .server
        .core()
        .store
        .write(tx -> tx.sessions().endOfUser(stage.acme.id(), stage.alice.id(), null));
    invalid(ask(token));
  }

  @Test
  void aTokenOfADisabledPersonIsRefused() {
    Object token = token(stage.client(), "openid");
    stage.server.core().users.disable(stage.acme.id(), stage.alice.id(), Origin.CLI);
    assertThat(ask(token).status()).isEqualTo(401);
  }

  @Test
  void anOpaqueTokenIsAsGood() {
    Party party = stage.client(settings -> settings.accessTokenFormat(AccessTokenFormat.OPAQUE));
    Object token = token(party, "openid", "profile");

    assertThat(OAuthStage.json(ask(token))).containsEntry("name", "Alice Liddell");
    stage.server.clock().advance(Duration.ofMinutes(10));
    invalid(ask(token));
  }

  @Test
  void pairwiseClientsKnowPeopleByAnotherName() {
    Party one = stage.client(settings -> settings.subjectType(SubjectType.PAIRWISE));
    Party same = stage.client(settings -> settings.subjectType(SubjectType.PAIRWISE));
    Party other =
        stage.client(settings ->
            settings
                .subjectType(SubjectType.PAIRWISE)
                .sectorIdentifierUri("https://other.example/sector.json"));

    Map<String, Object> tokens = stage.tokens(one, stage.terms());
    String sub = String.valueOf(OAuthStage.json(ask(tokens.get("access_token"))).get("sub"));

    assertThat(sub).matches("[\\w-]{43}");
    assertThat(stage.claims(tokens.get("id_token"))).containsEntry("sub", sub);
    assertThat(stage.claims(tokens.get("access_token"))).containsEntry("sub", sub);
    assertThat(OAuthStage.json(ask(token(same, "openid")))).containsEntry("sub", sub);
    assertThat(OAuthStage.json(ask(token(other, "openid"))).get("sub")).isNotEqualTo(sub);
  }

  @Test
  void aBoundTokenNeedsItsProof() {
    Party party = stage.client();
    DpopKey key = new DpopKey(stage.server.clock());
    Object token = bound(party, key);

    assertThat(dpop(token, key.proof("GET", URL, token)).status()).isEqualTo(200);
    Answer bearer = ask(token);
    invalid(bearer);
    assertThat(bearer.body()).contains("bound to a key");
    for (Answer answer :
        List.of(
            stage.server.get("/oauth2/userinfo", "Authorization", "DPoP " + token),
            dpop(token, key.proof("GET", URL)),
            dpop(token, key.proof("GET", URL, "another token")),
            dpop(token, key.proof("POST", URL, token)),
            dpop(token, key.proof("GET", "https://auth.example/oauth2/token", token)))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .startsWith("DPoP error=\"invalid_dpop_proof\"")
          .endsWith("algs=\"ES256 EdDSA PS256\"");
    }
  }

  @Test
  void aBoundTokenWithAnotherKeyIsRefused() {
    DpopKey thief = new DpopKey(stage.server.clock());
    Object token = bound(stage.client(), new DpopKey(stage.server.clock()));
    Answer answer = dpop(token, thief.proof("GET", URL, token));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("DPoP error=\"invalid_token\"");
  }

  @Test
  void aProofIsUsedOnceHereToo() {
    DpopKey key = new DpopKey(stage.server.clock());
    Object token = bound(stage.client(), key);
    String proof = key.proof("GET", URL, token);
    assertThat(dpop(token, proof).status()).isEqualTo(200);
    assertThat(dpop(token, proof).status()).isEqualTo(401);
  }

  @Test
  void anUnboundTokenDoesNotBecomeBoundByAProof() {
    DpopKey key = new DpopKey(stage.server.clock());
    Object token = token(stage.client(), "openid");
    assertThat(dpop(token, key.proof("GET", URL, token)).status()).isEqualTo(401);
  }

  private @Nullable Object bound(Party party, DpopKey key) {
    Answer answer =
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
            OAuthStage.VERIFIER);
    return OAuthStage.json(answer).get("access_token");
  }

  private Answer dpop(@Nullable Object token, String proof) {
    return stage.server.get("/oauth2/userinfo", "Authorization", "DPoP " + token, "DPoP", proof);
  }

  @Test
  void scriptsOfTheClientsOriginsMayReadIt() {
    Party party = stage.client(settings -> settings.corsOrigins(List.of("https://spa.example")));
    Object token = token(party, "openid");
    assertThat(ask(token, "Origin", "https://spa.example").header("Access-Control-Allow-Origin"))
        .isEqualTo("https://spa.example");
    assertThat(ask(token, "Origin", "https://evil.example").header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void scriptsMayReadWhyTheyWereRefused() {
    Answer refused = ask("A".repeat(43), "Origin", "https://spa.example");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(refused.header("Access-Control-Expose-Headers"))
        .isEqualTo("DPoP-Nonce, WWW-Authenticate");
    assertThat(refused.header("Access-Control-Allow-Credentials")).isEmpty();
  }
}
