package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.testing.DpopKey;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of possession (RFC 9449) at every place that takes them but the token endpoint. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class DpopElsewhereTest {
  private static final String USERINFO = TestServer.BASE_URL + "/oauth2/userinfo";
  private static final String TOKEN = TestServer.BASE_URL + "/oauth2/token";
  private static final String PAR = TestServer.BASE_URL + "/oauth2/par";

  @TempDir static Path folder;
  private static OAuthStage stage;
  private static DpopKey key;
  private static DpopKey thief;
  private static Party party;
  private static String token;

  @BeforeAll
  static void start() {
    stage = new OAuthStage(created("main"));
    key = new DpopKey(stage.server.clock());
    thief = new DpopKey(stage.server.clock());
    party =
        stage.client(settings ->
            settings
                .consent(ConsentPolicy.IMPLICIT)
                .scopes(new LinkedHashSet<>(List.of("openid", "profile", "users:read"))));
    token = bound(party);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static Path created(String name) {
    try {
      return Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer redeem(Party who, DpopKey with, String code) {
    return stage.token(who, with, OAuthStage.redemption(code));
  }

  private static String bound(Party who) {
    Answer answer = redeem(who, key, stage.terms().code(who));
    assertThat(OAuthStage.json(answer)).containsEntry("token_type", "DPoP");
    return OAuthStage.text(OAuthStage.json(answer), "access_token");
  }

  private static Answer shown(String scheme, String... proofs) {
    List<String> headers = new ArrayList<>(List.of("Authorization", scheme + " " + token));
    for (String proof : proofs) {
      headers.addAll(List.of("DPoP", proof));
    }
    return stage.server.get("/oauth2/userinfo", headers.toArray(String[]::new));
  }

  private static void refused(String what, String error, Answer answer) {
    assertThat(answer.status()).as(what).isEqualTo(401);
    // RFC 9449, section 7.1: "the WWW-Authenticate header field [...] with the DPoP auth-scheme".
    assertThat(answer.header("WWW-Authenticate"))
        .as(what)
        .startsWith("DPoP error=\"" + error + "\"")
        .endsWith("algs=\"ES256 EdDSA PS256\"");
    assertThat(OAuthStage.json(answer)).as(what).containsEntry("error", error);
    assertThat(answer.body()).as(what).doesNotContain("alice", "Liddell");
  }

  private static String changed(String claim, @Nullable Object value) {
    return key.proof(
        "GET", USERINFO, claims -> claims.claim("ath", DpopKey.hash(token)).claim(claim, value));
  }

  @Test
  void aResourceTakesNoProofThatIsNotForThisRequestAndToken() {
    assertThat(shown("DPoP", key.proof("GET", USERINFO, token)).status()).isEqualTo(200);
    long now = stage.server.clock().instant().getEpochSecond();
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("another method", changed("htm", "POST"));
    wrong.put("a method in another case", changed("htm", "get"));
    wrong.put("another path", changed("htu", USERINFO + "/"));
    wrong.put("another host", changed("htu", "https://evil.example/oauth2/userinfo"));
    wrong.put("a host with a user", changed("htu", "https://a@auth.example/oauth2/userinfo"));
    wrong.put("another scheme", changed("htu", "http://auth.example/oauth2/userinfo"));
    wrong.put("another case of the path", changed("htu", "https://auth.example/OAUTH2/userinfo"));
    wrong.put("no address", changed("htu", ""));
    wrong.put("another token", changed("ath", DpopKey.hash("other")));
    wrong.put("the token itself", changed("ath", token));
    wrong.put("no token", changed("ath", null));
    wrong.put("a number", changed("ath", 1));
    wrong.put("no time", changed("iat", null));
    wrong.put("a text for a time", changed("iat", "now"));
    wrong.put("long ago", changed("iat", now - 71));
    wrong.put("in the future", changed("iat", now + 12));
    wrong.put("expired", changed("exp", now - 11));
    wrong.put("no id", changed("jti", null));
    wrong.put("an id too long to keep", changed("jti", "x".repeat(513)));
    wrong.put("an id that is no text", changed("jti", 7));
    wrong.put("no JWT", "x");
    wrong.put("two in one", key.proof("GET", USERINFO, token) + ", " + key.proof("GET", USERINFO));
    wrong.put("the token for a proof", token);
    wrong.forEach((what, proof) -> refused(what, "invalid_dpop_proof", shown("DPoP", proof)));
    refused("none", "invalid_dpop_proof", shown("DPoP"));
    refused(
        "two",
        "invalid_dpop_proof",
        shown("DPoP", key.proof("GET", USERINFO, token), key.proof("GET", USERINFO, token)));
  }

  @Test
  void aProofOfAnotherKeyIsNone() {
    refused("a thief", "invalid_token", shown("DPoP", thief.proof("GET", USERINFO, token)));
  }

  /** RFC 9449, section 7.2: no resource that knows of it lets a bound token pass as a bearer's. */
  @Test
  void aBoundTokenIsNoBearerToken() {
    for (Answer answer :
        List.of(
            shown("Bearer"),
            shown("Bearer", key.proof("GET", USERINFO, token)),
            stage.form("/oauth2/userinfo", List.of(), "access_token", token),
            stage.form(
                "/oauth2/userinfo",
                List.of("DPoP", key.proof("POST", USERINFO, token)),
                "access_token",
                token))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .startsWith("Bearer realm=\"countersign\", error=\"invalid_token\"");
    }
  }

  @Test
  void aProofIsUsedOnceWhereverItIsShown() {
    String proof = key.proof("GET", USERINFO, token);
    assertThat(shown("DPoP", proof).status()).isEqualTo(200);
    refused("again", "invalid_dpop_proof", shown("DPoP", proof));
    // The same id under another address is the same id of the same key.
    String id = UUID.randomUUID().toString();
    assertThat(
            shown(
                    "DPoP",
                    key.proof(
                        "GET",
                        USERINFO,
                        claims -> claims.jwtID(id).claim("ath", DpopKey.hash(token))))
                .status())
        .isEqualTo(200);
    assertThat(push(key.proof("POST", PAR, claims -> claims.jwtID(id))).status()).isEqualTo(400);
  }

  /** Section 11.2: the server's own metadata says with what a proof is signed. */
  @Test
  void aProofOfAnAlgorithmThatIsNotOfferedIsRefused() throws JOSEException {
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(rsa.toPublicJWK())
                .build(),
            key.claims("GET", USERINFO).claim("ath", DpopKey.hash(token)).build());
    jwt.sign(new RSASSASigner(rsa));

    refused("RS256", "invalid_dpop_proof", shown("DPoP", jwt.serialize()));
    assertThat(stage.server.get("/.well-known/openid-configuration").body())
        .contains("\"dpop_signing_alg_values_supported\":[\"ES256\",\"EdDSA\",\"PS256\"]");
  }

  @Test
  void theManagementApiAsksForTheProofToo() {
    Answer made =
        stage.token(party, key, "grant_type", "client_credentials", "scope", "users:read");
    String own = OAuthStage.text(OAuthStage.json(made), "access_token");
    String path = "/admin/v1/customers/" + stage.acme.id() + "/users";
    String url = TestServer.BASE_URL + path;

    assertThat(api(path, "DPoP " + own, key.proof("GET", url, own)).status()).isEqualTo(200);
    List<Answer> wrong =
        List.of(
            api(path, "Bearer " + own),
            api(path, "Bearer " + own, key.proof("GET", url, own)),
            api(path, "DPoP " + own),
            api(path, "DPoP " + own, thief.proof("GET", url, own)),
            api(path, "DPoP " + own, key.proof("GET", url)),
            api(path, "DPoP " + own, key.proof("GET", url + "/1", own)),
            api(path, "DPoP " + own, key.proof("POST", url, own)),
            api(path, "DPoP " + token, key.proof("GET", url, own)));
    for (Answer answer : wrong) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .matches("(DPoP|Bearer) .*error=\"invalid_(token|dpop_proof)\".*");
      assertThat(answer.body()).doesNotContain("alice");
    }
  }

  private static Answer api(String path, String authorization, String... proofs) {
    List<String> headers = new ArrayList<>(List.of("Authorization", authorization));
    for (String proof : proofs) {
      headers.addAll(List.of("DPoP", proof));
    }
    return stage.server.get(path, headers.toArray(String[]::new));
  }

  private static Answer push(String proof, String... more) {
    List<String> form = new ArrayList<>(OAuthStage.CODE_REQUEST);
    form.addAll(List.of(more));
    return stage.post("/oauth2/par", party, List.of("DPoP", proof), form.toArray(String[]::new));
  }

  @Test
  void aPushedRequestTakesNoProofOfAnotherRequest() {
    long before = stage.server.count("SELECT count(*) FROM authorization_request");
    Date old = Date.from(stage.server.clock().instant().minusSeconds(71));
    for (String proof :
        List.of(
            key.proof("POST", TOKEN),
            key.proof("GET", PAR),
            key.proof("POST", PAR, claims -> claims.issueTime(old)),
            "x")) {
      Answer answer = push(proof);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_dpop_proof");
    }
    Answer other = push(key.proof("POST", PAR), "dpop_jkt", thief.jkt());
    assertThat(OAuthStage.json(other)).containsEntry("error", "invalid_dpop_proof");
    assertThat(stage.server.count("SELECT count(*) FROM authorization_request")).isEqualTo(before);
  }

  /** Section 10: from the request at the front to the tokens, no other key will do. */
  @Test
  void aCodeIsGoodForTheKeyOfItsRequestAlone() {
    PageClient browser = new PageClient(stage.server);
    browser.signIn("alice");
    for (boolean pushed : List.of(true, false)) {
      String code = code(browser, pushed);
      for (Answer answer : List.of(redeem(party, thief, code), stage.redeem(party, code))) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_grant");
      }
      assertThat(redeem(party, key, code).status()).isEqualTo(200);
    }
  }

  private static String code(PageClient browser, boolean pushed) {
    List<String> query = new ArrayList<>(List.of("client_id", party.id()));
    if (pushed) {
      Map<String, Object> kept = OAuthStage.json(push(key.proof("POST", PAR)));
      query.addAll(List.of("request_uri", OAuthStage.text(kept, "request_uri")));
    } else {
      query.addAll(OAuthStage.CODE_REQUEST);
      query.addAll(List.of("dpop_jkt", key.jkt()));
    }
    String path = "/oauth2/authorize?" + OAuthStage.encoded(query.toArray(String[]::new));
    return String.valueOf(Provider.sent(browser.get(path), OAuthStage.REDIRECT + "?").get("code"));
  }

  /** Section 5: "refresh tokens issued to public clients" are bound, and stay so. */
  @Test
  void aPublicClientsRefreshTokenIsOfNoUseToAnotherKey() {
    Party app = stage.publicClient();
    Map<String, Object> tokens = OAuthStage.json(redeem(app, key, stage.terms().code(app)));
    String refresh = OAuthStage.text(tokens, "refresh_token");
    String[] form = {"grant_type", "refresh_token", "refresh_token", refresh};

    for (Answer answer : List.of(stage.token(app, thief, form), stage.token(app, form))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_grant");
    }
    Answer renewed = stage.token(app, key, form);
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(OAuthStage.json(renewed)).containsEntry("token_type", "DPoP");
  }

  /** Section 6.2. */
  @Test
  void whoAsksAboutABoundTokenIsToldTheKey() {
    Map<String, Object> told =
        OAuthStage.json(stage.post("/oauth2/introspect", party, List.of(), "token", token));
    assertThat(told)
        .containsEntry("token_type", "DPoP")
        .containsEntry("cnf", Map.of("jkt", key.jkt()));
  }

  /** Sections 8 and 9: a server that wants its nonce wants it everywhere, and tells which. */
  @Test
  void aServerThatAsksForANonceAsksForItEverywhere() {
    try (OAuthStage strict =
        new OAuthStage(created("strict"), Map.of("tokens.dpop-nonce", "true"))) {
      Party client = strict.client();
      DpopKey own = new DpopKey(strict.server.clock());
      String[] form = {"grant_type", "client_credentials", "scope", "orders"};
      Answer asked =
          strict.post("/oauth2/par", client, List.of("DPoP", own.proof("POST", PAR)), "scope", "x");
      String nonce = asked.header("DPoP-Nonce");

      assertThat(asked.status()).isEqualTo(400);
      assertThat(OAuthStage.json(asked)).containsEntry("error", "use_dpop_nonce");
      // Section 8.1: "nonce = 1*NQCHAR".
      assertThat(nonce).matches("[!#-\\[\\]-~]+");

      String code = strict.terms().code(client);
      String proof = own.proof("POST", TOKEN, claims -> claims.claim("nonce", nonce));
      Answer made =
          strict.post("/oauth2/token", client, List.of("DPoP", proof), OAuthStage.redemption(code));
      String mine = OAuthStage.text(OAuthStage.json(made), "access_token");
      List<String> wrong = List.of("", "other", nonce.toLowerCase(java.util.Locale.ROOT));
      for (String text : wrong) {
        Answer answer = resource(strict, own, mine, text);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("DPoP error=\"use_dpop_nonce\"");
        assertThat(answer.header("DPoP-Nonce")).isEqualTo(nonce);
      }
      assertThat(resource(strict, own, mine, nonce).status()).isEqualTo(200);
      strict.server.clock().advance(Duration.ofMinutes(4));
      assertThat(resource(strict, own, mine, nonce).status()).as("the one before").isEqualTo(200);
      strict.server.clock().advance(Duration.ofMinutes(5));
      Answer late = resource(strict, own, mine, nonce);
      assertThat(late.header("DPoP-Nonce")).isNotEmpty().isNotEqualTo(nonce);
      assertThat(strict.token(client, form).status()).as("no proof, no nonce").isEqualTo(200);
    }
  }

  private static Answer resource(OAuthStage at, DpopKey with, String access, String nonce) {
    String proof =
        with.proof(
            "GET",
            USERINFO,
            claims -> claims.claim("ath", DpopKey.hash(access)).claim("nonce", nonce));
    return at.server.get("/oauth2/userinfo", "Authorization", "DPoP " + access, "DPoP", proof);
  }
}
