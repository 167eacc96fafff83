package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.text.ParseException;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an app of this dialect does, written against nimbus alone. */
final class IamClient {
  static final String SIGN_IN = "/v1/iam/auth/sign-in/web/sign-in";
  static final String REFRESH = "/v1/iam/auth/web/getrefreshtoken";
  static final String STATUS = "/v1/iam/auth/sign-in/login/status";
  static final String VALIDATE = "/v1/iam/token/app/validate";
  static final String CONFIRM = "/v1/iam/auth/device/confirm";
  static final String CHALLENGE = "/v1/iam/auth/device/challenge";
  static final String DEVICES = "/v1/iam/auth/devices";

  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;

  IamClient(TestServer server) {
    this.server = server;
  }

  /** What a sign-in or a renewal gave. */
  record Tokens(String access, String id, String refresh, String deviceKey) {
    String bearer() {
      return "Bearer " + access;
    }
  }

  Answer trySignIn(Map<String, ?> body, String... headers) {
    return server.post(SIGN_IN, json(body), headers);
  }

  Answer trySignIn(String userName, String password) {
    return trySignIn(Map.of("userName", userName, "password", password));
  }

  Tokens signIn(String userName) {
    return tokens(trySignIn(userName, TestServer.PASSWORD));
  }

  Tokens signIn(String userName, String deviceKey) {
    return tokens(
        trySignIn(
            Map.of("userName", userName, "password", TestServer.PASSWORD, "deviceKey", deviceKey)));
  }

  static Tokens tokens(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode body = read(answer);
    return new Tokens(
        body.get("accessToken").textValue(),
        body.get("idToken").textValue(),
        body.get("refreshToken").textValue(),
        body.path("newDeviceMetadata").path("deviceKey").asText(""));
  }

  Answer tryRefresh(String refreshToken) {
    return server.post(REFRESH, json(Map.of("refreshToken", refreshToken)));
  }

  Tokens refresh(String refreshToken) {
    return tokens(tryRefresh(refreshToken));
  }

  Answer tryRefresh(String refreshToken, String deviceKey, String proof) {
    return server.post(
        REFRESH,
        json(Map.of("refreshToken", refreshToken, "deviceKey", deviceKey, "deviceProof", proof)));
  }

  int status(Tokens tokens) {
    return server.get(VALIDATE, "Authorization", tokens.bearer()).status();
  }

  String nonce(String deviceKey) {
    Answer answer = server.post(CHALLENGE, json(Map.of("deviceKey", deviceKey)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return read(answer).get("nonce").textValue();
  }

  /** A good proof of the key over a new nonce. */
  String proof(JWK key, String deviceKey) {
    return sign(key, "device-proof+jwt", proofClaims(deviceKey));
  }

  Map<String, Object> proofClaims(String deviceKey) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", TestServer.BASE_URL);
    claims.put("nonce", nonce(deviceKey));
    claims.put("deviceKey", deviceKey);
    claims.put("iat", server.clock().instant().getEpochSecond());
    return claims;
  }

  Answer tryConfirm(Tokens tokens, String deviceKey, JWK key, String proof) {
    return server.post(
        CONFIRM,
        json(
            Map.of(
                "deviceKey",
                deviceKey,
                "publicKey",
                key.toPublicJWK().toJSONObject(),
                "deviceName",
                "Alice's telephone",
                "proof",
                proof)),
        "Authorization",
        tokens.bearer());
  }

  void confirm(Tokens tokens, JWK key) {
    Answer answer = tryConfirm(tokens, tokens.deviceKey(), key, proof(key, tokens.deviceKey()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  static ECKey p256() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static OctetKeyPair ed25519() {
    try {
      return new OctetKeyPairGenerator(Curve.Ed25519).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(JWK key, String typ, Map<String, Object> claims) {
    try {
      JWSAlgorithm algorithm = JWSAlgorithm.ES256;
      JWSSigner signer;
      if (key instanceof OctetKeyPair edwards) {
        algorithm = JWSAlgorithm.EdDSA;
        signer = new Ed25519Signer(edwards);
      } else {
        signer = new ECDSASigner(key.toECKey());
      }
      JWSHeader header = new JWSHeader.Builder(algorithm).type(new JOSEObjectType(typ)).build();
      SignedJWT jwt = new SignedJWT(header, claims(claims));
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWTClaimsSet claims(Map<String, Object> claims) {
    JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
    claims.forEach((name, value) -> {
      if (name.equals("iat") && value instanceof Long seconds) {
        builder.issueTime(Date.from(java.time.Instant.ofEpochSecond(seconds)));
      } else {
        builder.claim(name, value);
      }
    });
    return builder.build();
  }

  /** The token, its signature checked by nimbus with the published key. */
  SignedJWT verified(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      RSAKey key = null;
      for (var stored : server.core().ring.stored()) {
        if (stored.kid().equals(jwt.getHeader().getKeyID())) {
          key = RSAKey.parse(stored.publicJwk());
        }
      }
      assertThat(key).isNotNull();
      assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
      return jwt;
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, Object> verifiedClaims(String token) {
    return verified(token).getPayload().toJSONObject();
  }

  static JsonNode read(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  static String code(Answer answer) {
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode body = read(answer);
    assertThat(body.get("status").intValue()).isEqualTo(answer.status());
    return answer.status() + " " + body.get("code").textValue();
  }

  static String json(Map<String, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
