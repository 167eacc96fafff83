package dev.countersign.http.oauth2.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.countersign.testing.DpopKey;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DpopTest extends StagedTest {
  private static final String URL = "https://auth.example/oauth2/token";

  private Answer ask(Party party, String... proofs) {
    List<String> headers = new ArrayList<>();
    for (String proof : proofs) {
      headers.add("DPoP");
      headers.add(proof);
    }
    return stage.post("/oauth2/token", party, headers, "grant_type", "client_credentials");
  }

  private void refused(String proof) {
    Answer answer = ask(stage.client(), proof);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_dpop_proof");
    assertThat(stage.server.count("SELECT count(*) FROM session")).isZero();
  }

  private DpopKey key() {
    return new DpopKey(stage.server.clock());
  }

  private void refusedWith(UnaryOperator<JWTClaimsSet.Builder> change) {
    refused(key().proof("POST", URL, change));
  }

  @Test
  void aProofBindsTheToken() {
    DpopKey key = key();
    Answer answer = ask(stage.client(), key.proof("POST", URL));

    assertThat(OAuthStage.json(answer)).containsEntry("token_type", "DPoP");
    assertThat(stage.claims(OAuthStage.json(answer).get("access_token")))
        .containsEntry("cnf", Map.of("jkt", key.jkt()));
    assertThat(stage.server.count("SELECT count(*) FROM used_nonce")).isEqualTo(1);
  }

  @Test
  void aProofIsUsedOnce() {
    String proof = key().proof("POST", URL);
    assertThat(ask(stage.client(), proof).status()).isEqualTo(200);
    Answer again = ask(stage.client(), proof);
    assertThat(again.body())
        .isEqualTo(
            "{\"error\":\"invalid_dpop_proof\",\"error_description\":\"The DPoP proof was used"
                + " before; make a new one for each request\"}");
  }

  @Test
  void moreThanOneProofIsRefused() {
    DpopKey key = key();
    Answer answer = ask(stage.client(), key.proof("POST", URL), key.proof("POST", URL));
    assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_dpop_proof");
  }

  @Test
  void whatIsNoJwtIsRefused() {
    refused("nonsense");
    refused("a.b.c");
  }

  @Test
  void aProofForAnotherMethodIsRefused() {
    refused(key().proof("GET", URL));
    refused(key().proof("post", URL));
  }

  @Test
  void aProofForAnotherAddressIsRefused() {
    for (String url :
        List.of(
            "https://auth.example/oauth2/userinfo",
            "https://evil.example/oauth2/token",
            "http://auth.example/oauth2/token",
            "https://auth.example:8443/oauth2/token",
            "/oauth2/token",
            "")) {
      refused(key().proof("POST", url));
    }
  }

  @Test
  void anAddressIsComparedAsAnAddress() {
    for (String url :
        List.of(
            "HTTPS://AUTH.example:443/oauth2/token",
            "https://auth.example/oauth2/token?x=1#y",
            "https://auth.example/oauth2/./token")) {
      assertThat(ask(stage.client(), key().proof("POST", url)).status()).as(url).isEqualTo(200);
    }
  }

  @Test
  void aProofWithoutOneOfItsClaimsIsRefused() {
    for (String claim : List.of("jti", "htm", "htu", "iat")) {
      refusedWith(claims -> claims.claim(claim, null));
    }
    refusedWith(claims -> claims.jwtID(""));
  }

  @Test
  void aStaleProofIsRefusedAndSoIsOneFromTheFuture() {
    Date old = Date.from(stage.server.clock().instant().minusSeconds(71));
    Date early = Date.from(stage.server.clock().instant().plusSeconds(12));
    refusedWith(claims -> claims.issueTime(old));
    refusedWith(claims -> claims.issueTime(early));
  }

  @Test
  void clocksMayDifferByTenSeconds() {
    Date soon = Date.from(stage.server.clock().instant().plusSeconds(10));
    Answer answer = ask(stage.client(), key().proof("POST", URL, claims -> claims.issueTime(soon)));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void anotherTypeIsRefused() {
    DpopKey key = key();
    for (String type : List.of("JWT", "at+jwt", "dpop")) {
      refused(
          key.sign(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType(type))
                  .jwk(key.publicKey())
                  .build(),
              key.claims("POST", URL)));
    }
    refused(
        key.sign(
            new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(key.publicKey()).build(),
            key.claims("POST", URL)));
  }

  @Test
  void aKeyIsRequiredAndAPrivateOneIsRefused() {
    DpopKey key = key();
    refused(
        key.sign(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("dpop+jwt")).build(),
            key.claims("POST", URL)));
    String[] parts = key.proof("POST", URL).split("\\.", -1);
    String leaking =
        "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + key.pair().toJSONString() + "}";
    refused(encoded(leaking) + "." + parts[1] + "." + parts[2]);
  }

  @Test
  void symmetricAlgorithmsAndNoneAreRefused() {
    String[] parts = key().proof("POST", URL).split("\\.", -1);
    String none =
        "{\"typ\":\"dpop+jwt\",\"alg\":\"none\",\"jwk\":" + key().publicKey().toJSONString() + "}";
    String hmac =
        "{\"typ\":\"dpop+jwt\",\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}";
    refused(encoded(none) + "." + parts[1] + ".");
    refused(encoded(none) + "." + parts[1] + "." + parts[2]);
    refused(encoded(hmac) + "." + parts[1] + "." + parts[2]);
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    DpopKey key = key();
    refused(
        key.sign(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key().publicKey())
                .build(),
            key.claims("POST", URL)));
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aClientThatIsRegisteredForItHasToSendAProof() {
    Party party = stage.client(settings -> settings.dpopBoundAccessTokens(true));
    Answer answer = ask(party);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"invalid_request\",\"error_description\":\"This client has to send a"
                + " DPoP proof\"}");
    assertThat(ask(party, key().proof("POST", URL)).status()).isEqualTo(200);
  }

  @Test
  void aCodeThatIsBoundToAKeyIsRedeemedWithThatKeyAlone() {
    Party party = stage.client();
    DpopKey key = key();
    String code = stage.terms().jkt(key.jkt()).code(party);
    String[] form = OAuthStage.redemption(code);
    String body =
        "{\"error\":\"invalid_grant\",\"error_description\":\"The code is bound to another DPoP"
            + " key\"}";

    assertThat(stage.token(party, form).body()).isEqualTo(body);
    assertThat(stage.token(party, key(), form).body()).isEqualTo(body);
    assertThat(stage.token(party, key, form).status()).isEqualTo(200);
  }

  @Test
  void aServerThatAsksForANonceGetsIt() throws Exception {
    stage.close();
    stage =
        new OAuthStage(
            Files.createDirectory(folder.resolve("other")), Map.of("tokens.dpop-nonce", "true"));
    Party party = stage.client();
    DpopKey key = key();

    Answer first = ask(party, key.proof("POST", URL));
    assertThat(first.status()).isEqualTo(400);
    assertThat(OAuthStage.json(first)).containsEntry("error", "use_dpop_nonce");
    String nonce = first.header("DPoP-Nonce");

    assertThat(ask(party, key.proof("POST", URL, claims -> claims.claim("nonce", nonce))).status())
        .isEqualTo(200);
    assertThat(
            OAuthStage.json(
                ask(party, key.proof("POST", URL, claims -> claims.claim("nonce", nonce + "x")))))
        .containsEntry("error", "use_dpop_nonce");
  }
}
