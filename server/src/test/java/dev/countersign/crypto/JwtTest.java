package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.countersign.crypto.InvalidJwt.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

  private static final long NOW = 1_800_000_000;
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<SigningAlgorithm, SigningKey> KEYS = keys();

  private final SigningKey key = key(SigningAlgorithm.ES256);
  private final JwtSigner signer = JwtSigner.of(key);
  private final JwtVerifier verifier = new JwtVerifier(Set.of("at+jwt"), CLOCK);
  private final Map<String, Object> claims =
      new HashMap<>(Map.of("sub", "7", "exp", NOW + 60, "iat", NOW, "aud", List.of("api")));

  private static Map<SigningAlgorithm, SigningKey> keys() {
    Map<SigningAlgorithm, SigningKey> keys = new EnumMap<>(SigningAlgorithm.class);
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      keys.put(algorithm, SigningKeys.generate(algorithm, RANDOM));
    }
    return keys;
  }

  private static SigningKey key(SigningAlgorithm algorithm) {
    return Objects.requireNonNull(KEYS.get(algorithm));
  }

  private static Function<String, Optional<VerificationKey>> ring(SigningKey key) {
    VerificationKey verification = VerificationKey.of(key.publicJwk(), key.algorithm());
    return kid -> Optional.of(verification).filter(known -> kid.equals(key.kid()));
  }

  private static String base64url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(InvalidJwt.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void refusedToken(Reason reason, String token) {
    refused(reason, () -> verifier.verify(token, ring(key)));
  }

  /** The token with another header, under a signature that is right for it. */
  private String resigned(String header, String payload) throws Exception {
    return resigned(header, payload.getBytes(StandardCharsets.UTF_8));
  }

  private String resigned(String header, byte[] payload) throws Exception {
    String signed =
        base64url(header) + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
    java.security.Signature signature =
        java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(
        Jwks.privateKey(Jwks.parse(key.privateJwk().text()), SigningAlgorithm.ES256));
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private String payload() {
    return new String(JsonObjects.write(claims), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void everyAlgorithmSignsWhatItVerifies(SigningAlgorithm algorithm) throws InvalidJwt {
    SigningKey own = key(algorithm);
    String token = JwtSigner.of(own).sign("at+jwt", claims);

    VerifiedJwt jwt = verifier.verify(token, ring(own));
    assertThat(jwt.kid()).isEqualTo(own.kid());
    assertThat(jwt.typ()).isEqualTo("at+jwt");
    assertThat(jwt.text("sub")).contains("7");
    assertThat(jwt.claims()).containsEntry("aud", List.of("api"));
  }

  @ParameterizedTest
  @EnumSource
  void theJdksProviderVerifiesWhatTheFastOneSigned(SigningAlgorithm algorithm) throws Exception {
    SigningKey own = key(algorithm);
    String token = JwtSigner.of(own).sign("JWT", claims);
    int dot = token.lastIndexOf('.');

    java.security.Signature jdk = new SignatureProvider(Optional.empty()).signature(algorithm);
    SignatureProvider.configure(jdk, algorithm);
    jdk.initVerify(Jwks.publicKey(Jwks.parse(own.publicJwk()), algorithm));
    jdk.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    assertThat(jdk.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void thePublicKeyHoldsNothingPrivateAndIsNamedByItsThumbprint(SigningAlgorithm algorithm)
      throws Exception {
    SigningKey own = key(algorithm);
    Map<String, Object> members =
        JsonObjects.parse(own.publicJwk().getBytes(StandardCharsets.UTF_8)).orElseThrow();

    assertThat(members).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi");
    assertThat(members)
        .containsEntry("kid", own.kid())
        .containsEntry("use", "sig")
        .containsEntry("alg", algorithm.joseName());
    assertThat(Jwks.parse(own.publicJwk()).computeThumbprint().toString()).isEqualTo(own.kid());
    assertThat(own.toString()).doesNotContain("\"d\"");
  }

  @Test
  void theHeaderIsWritten() {
    String header = signer.sign("JWT", claims).split("\\.", -1)[0];

    assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
        .isEqualTo("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + key.kid() + "\"}");
  }

  @Test
  void theExampleOfRfc7515AppendixA3IsVerified() throws InvalidJwt {
    VerificationKey published =
        VerificationKey.of(
            """
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
            """,
            SigningAlgorithm.ES256);
    InstantSource then = InstantSource.fixed(Instant.ofEpochSecond(1_300_819_379));
    VerifiedJwt jwt =
        new JwtVerifier(Set.of(JwtVerifier.NO_TYPE), then)
            .verify(
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGF"
                    + "tcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfT"
                    + "jDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
                kid -> Optional.of(published));

    assertThat(jwt.claims())
        .isEqualTo(Map.of("iss", "joe", "exp", 1_300_819_380, "http://example.com/is_root", true));
  }

  @Test
  void theExampleOfRfc8037AppendixA4IsVerified() {
    VerificationKey published =
        VerificationKey.of(
            """
            {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
            """,
            SigningAlgorithm.EDDSA);
    byte[] signed =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] signature =
        Base64.getUrlDecoder()
            .decode(
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");

    assertThat(published.verifies(signed, signature)).isTrue();
    signature[3] ^= 1;
    assertThat(published.verifies(signed, signature)).isFalse();
  }

  // RFC 8725, section 3.1
  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "", "HS256", "RS256", "PS256", "ES384", "es256"})
  void onlyTheKeysOwnAlgorithmIsAccepted(String alg) throws Exception {
    String header = "{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}";

    refusedToken(Reason.WRONG_ALGORITHM, resigned(header, payload()));
    refusedToken(Reason.WRONG_ALGORITHM, base64url(header) + "." + base64url(payload()) + ".");
  }

  // RFC 8725, section 2.1
  @Test
  void aTokenAuthenticatedWithThePublicKeyAsHmacSecretIsRefused() throws Exception {
    String signed =
        base64url("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}")
            + "."
            + base64url(payload());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.publicJwk().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] tag = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));

    refusedToken(
        Reason.WRONG_ALGORITHM,
        signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag));
  }

  @Test
  void aHeaderWithoutAlgorithmIsRefused() throws Exception {
    refusedToken(
        Reason.WRONG_ALGORITHM,
        resigned("{\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}", payload()));
    refusedToken(
        Reason.MALFORMED,
        resigned("{\"alg\":7,\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}", payload()));
  }

  // RFC 8725, section 3.3
  @Test
  void noCharacterOfATokenCanBeChanged() {
    String token = signer.sign("at+jwt", claims);

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThatExceptionOfType(InvalidJwt.class)
          .as("character " + i)
          .isThrownBy(() -> verifier.verify(changed, ring(key)));
    }
  }

  @Test
  void anotherKeysSignatureIsRefused() {
    SigningKey stranger = SigningKeys.generate(SigningAlgorithm.ES256, RANDOM);
    SigningKey impostor =
        new SigningKey(
            key.kid(), stranger.algorithm(), stranger.publicJwk(), stranger.privateJwk());

    refusedToken(Reason.BAD_SIGNATURE, JwtSigner.of(impostor).sign("at+jwt", claims));
  }

  @Test
  void anUnknownKeyIsARefusal() {
    SigningKey stranger = SigningKeys.generate(SigningAlgorithm.ES256, RANDOM);

    refusedToken(Reason.UNKNOWN_KEY, JwtSigner.of(stranger).sign("at+jwt", claims));
  }

  // RFC 8725, section 3.10: a key or an address of one in the header is not believed.
  @Test
  void aKeyInTheHeaderIsNotLookedAt() throws Exception {
    refusedToken(
        Reason.UNKNOWN_KEY,
        resigned(
            "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"jku\":\"https://evil.example/\",\"jwk\":"
                + key.publicJwk()
                + "}",
            payload()));
  }

  @Test
  void criticalHeadersAreRefused() throws Exception {
    for (String crit : List.of("[\"exp\"]", "[\"b64\"]", "[]", "null")) {
      refusedToken(
          Reason.CRITICAL_HEADER,
          resigned(
              "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\""
                  + key.kid()
                  + "\",\"b64\":false,\"crit\":"
                  + crit
                  + "}",
              payload()));
    }
  }

  // RFC 8725, section 3.11
  @Test
  void anotherTypeIsRefused() throws Exception {
    refusedToken(Reason.WRONG_TYPE, signer.sign("JWT", claims));
    refusedToken(Reason.WRONG_TYPE, signer.sign("", claims));
    refusedToken(
        Reason.WRONG_TYPE,
        resigned("{\"alg\":\"ES256\",\"kid\":\"" + key.kid() + "\"}", payload()));
    assertThatIllegalArgumentException().isThrownBy(() -> new JwtVerifier(Set.of(), CLOCK));
  }

  @Test
  void aTypeIsComparedAsAMediaType() {
    for (String typ : List.of("AT+JWT", "application/at+jwt", "Application/AT+jwt")) {
      assertThatNoException()
          .isThrownBy(() -> verifier.verify(signer.sign(typ, claims), ring(key)));
    }
  }

  @Test
  void aTokenIsExpiredTenSecondsAfterItsTime() throws InvalidJwt {
    claims.put("exp", NOW - 9);
    verifier.verify(signer.sign("at+jwt", claims), ring(key));

    claims.put("exp", NOW - 10);
    String expired = signer.sign("at+jwt", claims);
    refusedToken(Reason.EXPIRED, expired);
    assertThat(verifier.verifyIgnoringExpiry(expired, ring(key)).text("sub")).contains("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nbf", "iat"})
  void aTokenMayBeTenSecondsAheadAndNoMore(String claim) throws InvalidJwt {
    claims.put(claim, NOW + 10);
    verifier.verify(signer.sign("at+jwt", claims), ring(key));

    claims.put(claim, NOW + 11);
    refusedToken(Reason.NOT_YET_VALID, signer.sign("at+jwt", claims));
  }

  @Test
  void timesMustBeNumbersAndExpiryMustBeThere() {
    claims.remove("exp");
    refusedToken(Reason.MISSING_CLAIM, signer.sign("at+jwt", claims));
    for (Object exp : List.of("1900000000", true, List.of(NOW + 60), Map.of())) {
      claims.put("exp", exp);
      refusedToken(Reason.MISSING_CLAIM, signer.sign("at+jwt", claims));
    }
    claims.put("exp", NOW + 60);
    claims.put("nbf", "now");
    refusedToken(Reason.MISSING_CLAIM, signer.sign("at+jwt", claims));
  }

  @Test
  void timesWithFractionsAndHugeOnesAreUnderstood() throws Exception {
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}";

    verifier.verify(resigned(header, "{\"exp\":" + (NOW - 9) + ".5}"), ring(key));
    verifier.verify(resigned(header, "{\"exp\":1e400}"), ring(key));
    verifier.verify(resigned(header, "{\"exp\":99999999999999999999999}"), ring(key));
    refusedToken(Reason.EXPIRED, resigned(header, "{\"exp\":-99999999999999999999999}"));
    refusedToken(
        Reason.NOT_YET_VALID,
        resigned(header, "{\"exp\":1900000000,\"nbf\":99999999999999999999}"));
    refusedToken(Reason.MISSING_CLAIM, resigned(header, "{\"exp\":null}"));
  }

  // RFC 7519, section 4
  @Test
  void aMemberThatStandsTwiceIsRefused() throws Exception {
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}";

    refusedToken(
        Reason.MALFORMED, resigned(header, "{\"exp\":1900000000,\"sub\":\"7\",\"sub\":\"8\"}"));
    refusedToken(Reason.MALFORMED, resigned("{\"alg\":\"none\"," + header.substring(1), "{}"));
  }

  @Test
  void noOtherEncodingThanUtf8IsRead() throws Exception {
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}";
    for (Charset other :
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("UTF-32"))) {
      refusedToken(Reason.MALFORMED, resigned(header, payload().getBytes(other)));
    }
    byte[] latin = "{\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    refusedToken(Reason.MALFORMED, resigned(header, latin));
    byte[] marked = ("\uFEFF" + payload()).getBytes(StandardCharsets.UTF_8);
    refusedToken(Reason.MALFORMED, resigned(header, marked));
  }

  @Test
  void whatIsNoTokenIsRefused() throws Exception {
    String token = signer.sign("at+jwt", claims);
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.kid() + "\"}";

    for (String text :
        List.of(
            "",
            ".",
            "..",
            "a.b",
            token + ".",
            token + "=",
            " " + token,
            token + "\n",
            token.replace('.', ','),
            "é." + token,
            token.substring(token.indexOf('.')))) {
      refusedToken(Reason.MALFORMED, text);
    }
    for (String payload : List.of("", "[]", "7", "null", "{", "{}{}", "\"text\"")) {
      refusedToken(Reason.MALFORMED, resigned(header, payload));
    }
    refusedToken(Reason.TOO_LONG, "a".repeat(8193));
  }

  @Test
  void aSignatureHasOneSpellingOnly() {
    String token = JwtSigner.of(key(SigningAlgorithm.RS256)).sign("at+jwt", claims);
    // 256 bytes leave four bits of the last character without meaning.
    char last = token.charAt(token.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    String other =
        token.substring(0, token.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);

    refused(Reason.MALFORMED, () -> verifier.verify(other, ring(key(SigningAlgorithm.RS256))));
  }

  // RFC 8725, sections 3.8 and 3.9
  @Test
  void issuerAndAudienceMustBeTheOnesAskedFor() throws InvalidJwt {
    claims.put("iss", "https://id.example");
    VerifiedJwt jwt = verifier.verify(signer.sign("at+jwt", claims), ring(key));

    jwt.requireIssuer("https://id.example");
    jwt.requireAudience("api");
    refused(Reason.WRONG_ISSUER, () -> jwt.requireIssuer("https://id.example/"));
    refused(Reason.WRONG_AUDIENCE, () -> jwt.requireAudience("ap"));
    VerifiedJwt bare = new VerifiedJwt("", "", Map.of("aud", "api"));
    bare.requireAudience("api");
    refused(Reason.WRONG_ISSUER, () -> bare.requireIssuer(""));
    refused(Reason.WRONG_AUDIENCE, () -> new VerifiedJwt("", "", Map.of()).requireAudience("api"));
  }

  // RFC 8725, section 3.5, and RFC 7518, section 3.3
  @Test
  void weakKeysAndKeysOfAnotherKindAreRefused() throws Exception {
    RSAKey weak = new RSAKeyGenerator(1024, true).generate();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> VerificationKey.of(weak.toJSONString(), SigningAlgorithm.RS256))
        .withMessageContaining("2048");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VerificationKey.of(key.publicJwk(), SigningAlgorithm.RS256));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VerificationKey.of(key.publicJwk(), SigningAlgorithm.EDDSA));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> VerificationKey.of("{\"kty\":\"oct\",\"k\":\"AAAA\"}", SigningAlgorithm.ES256));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            JwtSigner.of(
                new SigningKey("k", SigningAlgorithm.ES256, "{}", Secret.of(key.publicJwk()))));
  }

  @Test
  void aRefusalHoldsNothingOfTheToken() {
    assertThatExceptionOfType(InvalidJwt.class)
        .isThrownBy(() -> verifier.verify("secret.secret.secret", ring(key)))
        .withMessage("The token is refused: MALFORMED");
  }
}
