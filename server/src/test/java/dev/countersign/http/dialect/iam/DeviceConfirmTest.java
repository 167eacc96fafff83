package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DeviceConfirmTest extends IamServer {
  @Test
  void bothKindsOfKeyCanBeBoundAndBindTheDevicesSessions() {
    for (JWK key : List.<JWK>of(IamClient.p256(), IamClient.ed25519())) {
      Tokens tokens = client.signIn("alice");
      String device = tokens.deviceKey();

      Answer answer = client.tryConfirm(tokens, device, key, client.proof(key, device));

      assertThat(answer.body())
          .isEqualTo("{\"deviceKey\":\"%s\",\"confirmed\":true}".formatted(device));
      Map<String, Object> row =
          server
              .rows("SELECT name, public_key FROM device WHERE device_key = ?", device)
              .getFirst();
      assertThat(row).containsEntry("name", "Alice's telephone");
      assertThat(String.valueOf(row.get("public_key"))).contains("\"crv\"").doesNotContain("\"d\"");
      assertThat(server.count("SELECT refresh_bound FROM session WHERE device_key = ?", device))
          .isEqualTo(1);
    }
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'device_confirmed'"))
        .isEqualTo(2);
  }

  @Test
  void itIsTheDevicesOwnSessionThatConfirmsIt() {
    server.user(acme, "bob");
    Tokens here = client.signIn("alice");
    Tokens there = client.signIn("alice");
    Tokens bobs = client.signIn("bob");
    JWK key = IamClient.p256();

    String device = here.deviceKey();
    assertThat(IamClient.code(client.tryConfirm(there, device, key, client.proof(key, device))))
        .isEqualTo("403 another_device");
    assertThat(IamClient.code(client.tryConfirm(bobs, device, key, client.proof(key, device))))
        .isEqualTo("404 device_not_found");
    assertThat(IamClient.code(client.tryConfirm(here, "cs_00", key, client.proof(key, "cs_00"))))
        .isEqualTo("404 device_not_found");
    assertThat(server.count("SELECT count(*) FROM device WHERE public_key IS NOT NULL")).isZero();
  }

  @Test
  void aConfirmedDeviceKeepsItsKey() {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    client.confirm(tokens, key);
    client.confirm(tokens, key);

    JWK other = IamClient.ed25519();
    String device = tokens.deviceKey();
    assertThat(
            IamClient.code(client.tryConfirm(tokens, device, other, client.proof(other, device))))
        .isEqualTo("409 device_already_confirmed");
    assertThat(server.rows("SELECT public_key FROM device").toString()).contains("P-256");
  }

  @Test
  void twoKeysAtOnceCannotBothBeBound() throws Exception {
    Tokens tokens = client.signIn("alice");
    var answers =
        GetRefreshTokenTest.together(
            4,
            () -> {
              JWK key = IamClient.p256();
              String proof = client.proof(key, tokens.deviceKey());
              return client.tryConfirm(tokens, tokens.deviceKey(), key, proof).status();
            });
    assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
  }

  @Test
  void aProofThatDoesNotHoldIsRefused() {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    String device = tokens.deviceKey();
    Map<String, Consumer<Map<String, Object>>> flaws = new LinkedHashMap<>();
    flaws.put("another audience", claims -> claims.put("aud", "https://evil.example"));
    flaws.put("no audience", claims -> claims.remove("aud"));
    flaws.put("another device", claims -> claims.put("deviceKey", "cs_00"));
    flaws.put("no device", claims -> claims.remove("deviceKey"));
    flaws.put("a nonce for another device", claims -> claims.put("nonce", client.nonce("cs_00")));
    flaws.put("a made-up nonce", claims -> claims.put("nonce", "abc"));
    flaws.put("a later nonce", claims -> claims.computeIfPresent("nonce", (n, v) -> "9" + v));
    flaws.put(
        "a forged nonce",
        claims ->
            claims.computeIfPresent(
                "nonce", (n, v) -> v.toString().replaceFirst("[^.]+$", "A".repeat(43))));
    flaws.put("no nonce", claims -> claims.remove("nonce"));
    flaws.put("a number for a nonce", claims -> claims.put("nonce", 7));
    flaws.put("no time", claims -> claims.remove("iat"));
    flaws.forEach((flaw, apply) -> {
      Map<String, Object> claims = client.proofClaims(device);
      apply.accept(claims);
      String proof = IamClient.sign(key, "device-proof+jwt", claims);
      assertThat(IamClient.code(client.tryConfirm(tokens, device, key, proof)))
          .as(flaw)
          .isEqualTo("401 device_proof_invalid");
    });
    String otherType = IamClient.sign(key, "JWT", client.proofClaims(device));
    String otherKey = client.proof(IamClient.p256(), device);
    for (String proof : List.of(otherType, otherKey, "x", "a.b.c", tokens.access())) {
      assertThat(IamClient.code(client.tryConfirm(tokens, device, key, proof)))
          .isEqualTo("401 device_proof_invalid");
    }
    assertThat(server.count("SELECT count(*) FROM used_nonce")).isZero();
    assertThat(server.count("SELECT count(*) FROM device WHERE public_key IS NOT NULL")).isZero();
  }

  @Test
  void aNonceServesOnceAndNotForLong() {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    String device = tokens.deviceKey();
    String proof = client.proof(key, device);
    assertThat(client.tryConfirm(tokens, device, key, proof).status()).isEqualTo(200);
    assertThat(IamClient.code(client.tryConfirm(tokens, device, key, proof)))
        .isEqualTo("401 device_proof_invalid");
    assertThat(server.count("SELECT count(*) FROM used_nonce")).isEqualTo(1);

    Map<String, Object> claims = client.proofClaims(device);
    server.clock().advance(Duration.ofMinutes(5));
    claims.put("iat", server.clock().instant().getEpochSecond());
    String late = IamClient.sign(key, "device-proof+jwt", claims);
    assertThat(IamClient.code(client.tryConfirm(tokens, device, key, late)))
        .isEqualTo("401 device_proof_invalid");
  }

  @Test
  void aNonceCannotBeRespelledAndUsedAgain() {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    Map<String, Object> claims = client.proofClaims(tokens.deviceKey());
    String nonce = String.valueOf(claims.get("nonce"));
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(nonce.charAt(nonce.length() - 1));
    claims.put("nonce", nonce.substring(0, nonce.length() - 1) + alphabet.charAt(last ^ 1));

    String proof = IamClient.sign(key, "device-proof+jwt", claims);
    assertThat(IamClient.code(client.tryConfirm(tokens, tokens.deviceKey(), key, proof)))
        .isEqualTo("401 device_proof_invalid");
  }

  @Test
  void privateAndUnusableKeysAreRefused() throws Exception {
    Tokens tokens = client.signIn("alice");
    JWK p256 = IamClient.p256();
    JWK p384 = new ECKeyGenerator(Curve.P_384).generate();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("deviceKey", tokens.deviceKey());
    body.put("proof", client.proof(p256, tokens.deviceKey()));
    for (Map<String, Object> bad :
        List.of(p256.toJSONObject(), p384.toPublicJWK().toJSONObject(), Map.<String, Object>of())) {
      body.put("publicKey", bad);
      Answer answer =
          server.post(IamClient.CONFIRM, IamClient.json(body), "Authorization", tokens.bearer());
      assertThat(IamClient.code(answer)).isEqualTo("400 invalid_request");
      assertThat(answer.body()).doesNotContain(String.valueOf(p256.toJSONObject().get("d")));
    }
  }

  @Test
  void malformedRequestsAreToldWhatIsWrong() {
    Tokens tokens = client.signIn("alice");
    String key = IamClient.p256().toPublicJWK().toJSONString();
    for (String body :
        List.of(
            "{}",
            "{\"deviceKey\":\"cs_00\"}",
            "{\"deviceKey\":\"cs_00\",\"publicKey\":%s}".formatted(key),
            "{\"deviceKey\":\"cs_00\",\"publicKey\":\"x\",\"proof\":\"y\"}",
            "{\"deviceKey\":\"nothing\",\"publicKey\":%s,\"proof\":\"y\"}".formatted(key),
            "{\"deviceKey\":\"cs_00\",\"publicKey\":%s,\"proof\":7}".formatted(key),
            "{\"deviceKey\":\"cs_00\",\"publicKey\":%s,\"proof\":\"y\",\"deviceName\":\" \"}"
                .formatted(key),
            "{\"deviceKey\":\"cs_00\",\"publicKey\":%s,\"proof\":\"y\",\"deviceName\":\"a\\nb\"}"
                .formatted(key))) {
      Answer answer = server.post(IamClient.CONFIRM, body, "Authorization", tokens.bearer());
      assertThat(IamClient.code(answer)).as(body).isEqualTo("400 invalid_request");
    }
    assertThat(IamClient.code(server.post(IamClient.CONFIRM, "{}"))).isEqualTo("401 missing_token");
  }
}
