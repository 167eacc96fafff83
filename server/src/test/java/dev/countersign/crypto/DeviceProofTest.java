package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.crypto.InvalidJwt.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceProofTest {

  private static final long NOW = 1_800_000_000;
  private static final String P256 =
      """
      {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
      "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}\
      """;
  private static final String ED25519 =
      """
      {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}\
      """;

  private final DeviceProof proof =
      new DeviceProof(
          "device-proof+jwt",
          Duration.ofSeconds(60),
          InstantSource.fixed(Instant.ofEpochSecond(NOW)));
  private final SigningKey device =
      SigningKeys.generate(SigningAlgorithm.ES256, new SecureRandom());
  private final Map<String, Object> claims = new HashMap<>(Map.of("nonce", "n1", "iat", NOW));

  private String signed(String typ) {
    return JwtSigner.of(device).sign(typ, claims);
  }

  private void refused(Reason reason, String compact) {
    assertThatExceptionOfType(InvalidJwt.class)
        .isThrownBy(() -> proof.verify(compact, PublicJwk.parse(device.publicJwk())))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @EnumSource(names = {"ES256", "EDDSA"})
  void aProofOfTheDevicesKeyIsAccepted(SigningAlgorithm algorithm) throws InvalidJwt {
    SigningKey own = SigningKeys.generate(algorithm, new SecureRandom());
    String compact = JwtSigner.of(own).sign("device-proof+jwt", claims);

    assertThat(proof.verify(compact, PublicJwk.parse(own.publicJwk())).text("nonce"))
        .contains("n1");
  }

  @Test
  void anotherDevicesProofIsRefused() {
    SigningKey other = SigningKeys.generate(SigningAlgorithm.ES256, new SecureRandom());

    refused(Reason.BAD_SIGNATURE, JwtSigner.of(other).sign("device-proof+jwt", claims));
    SigningKey edwards = SigningKeys.generate(SigningAlgorithm.EDDSA, new SecureRandom());
    refused(Reason.WRONG_ALGORITHM, JwtSigner.of(edwards).sign("device-proof+jwt", claims));
  }

  @Test
  void aTokenOfAnotherTypeIsNoProof() {
    refused(Reason.WRONG_TYPE, signed("JWT"));
  }

  @Test
  void aProofMustBeFresh() {
    claims.put("iat", NOW - 71);
    refused(Reason.STALE, signed("device-proof+jwt"));
    claims.put("iat", NOW + 11);
    refused(Reason.NOT_YET_VALID, signed("device-proof+jwt"));
    claims.remove("iat");
    refused(Reason.MISSING_CLAIM, signed("device-proof+jwt"));
    claims.put("iat", NOW);
    claims.put("exp", NOW - 10);
    refused(Reason.EXPIRED, signed("device-proof+jwt"));
  }

  @Test
  void aDeviceKeyIsKeptWithoutWhatDoesNotBelongToIt() {
    PublicJwk key =
        PublicJwk.parse(
            "{\"kid\":\"x\",\"ext\":true,\"key_ops\":[\"verify\"],\"x5u\":\"https://evil.example/\","
                + ED25519.substring(1));

    assertThat(key.json())
        .contains("\"kty\":\"OKP\"", "\"crv\":\"Ed25519\"")
        .doesNotContain("ext", "key_ops", "x5u", "kid");
    // RFC 8037, appendix A.3.
    assertThat(key.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assertThat(PublicJwk.parse(key.json()).thumbprint()).isEqualTo(key.thumbprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "p", "q", "k"})
  void aPrivateKeyIsRefused(String member) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PublicJwk.parse(P256.replace("{", "{\"" + member + "\":\"c2VjcmV0\",")))
        .withMessageContaining("must not leave the device")
        .withMessageNotContaining("c2VjcmV0");
  }

  @Test
  void otherTypesAndCurvesAreRefused() {
    for (String json :
        new String[] {
          P256.replace("P-256", "P-384"),
          P256.replace("P-256", "secp256k1"),
          ED25519.replace("Ed25519", "X25519"),
          ED25519.replace("Ed25519", "Ed448"),
          SigningKeys.generate(SigningAlgorithm.RS256, new SecureRandom()).publicJwk(),
          "{\"kty\":\"oct\"}",
          "{}"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PublicJwk.parse(json))
          .withMessageContaining("P-256");
    }
  }

  // RFC 8725, section 3.4
  @Test
  void malformedKeysAndPointsOffTheCurveAreRefused() {
    for (String json :
        new String[] {
          "",
          "[]",
          "null",
          P256 + "x",
          P256.replace("x_FE", "x_FF"),
          P256.replace("\"y\"", "\"z\""),
          ED25519.replace("11qY", ""),
          ED25519.replace("{", "{\"use\":\"enc\","),
          ED25519.replace("{", "{\"alg\":\"ES256\","),
          P256.replace("{", "{\"alg\":\"none\","),
          P256.replace("{", "{\"kty\":\"EC\","),
          P256.replace("{", "{\"a\":\"" + "x".repeat(2048) + "\",")
        }) {
      assertThatIllegalArgumentException().as(json).isThrownBy(() -> PublicJwk.parse(json));
    }
  }
}
