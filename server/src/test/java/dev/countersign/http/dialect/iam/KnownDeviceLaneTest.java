package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownDeviceLaneTest extends IamServer {
  @Override
  TestServer start(Path folder) {
    return TestServer.start(folder, Map.of("server.trusted-proxies", "127.0.0.1/32"));
  }

  private Answer signIn(String password, String network, Map<String, String> more) {
    Map<String, String> body = new java.util.HashMap<>(more);
    body.put("userName", "alice");
    body.put("password", password);
    return client.trySignIn(body, "X-Forwarded-For", network);
  }

  @Test
  void anAttackerFromElsewhereDoesNotLockTheOwnerOut() throws Exception {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    client.confirm(tokens, key);

    List<Integer> guesses =
        GetRefreshTokenTest.together(50, () -> signIn("wrong", "203.0.113.7", Map.of()).status());

    assertThat(guesses).containsOnly(401, 429).filteredOn(status -> status == 401).hasSize(6);
    assertThat(server.rows("SELECT failures + refused AS guesses FROM throttle_bucket"))
        .as("by account, by network and by both: every guess is counted")
        .extracting(row -> Long.valueOf(String.valueOf(row.get("guesses"))))
        .filteredOn(counted -> counted > 0)
        .containsOnly(50L);
    assertThat(signIn(TestServer.PASSWORD, "203.0.113.7", Map.of()).status()).isEqualTo(429);

    String device = tokens.deviceKey();
    Answer owner =
        signIn(
            TestServer.PASSWORD,
            "203.0.113.7",
            Map.of("deviceKey", device, "deviceProof", client.proof(key, device)));
    assertThat(client.verifiedClaims(IamClient.tokens(owner).id()))
        .containsEntry("amr", List.of("pwd", "swk"));
  }

  @Test
  void theDeviceAloneOpensTheLaneOnlyWithItsProof() {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    String device = tokens.deviceKey();
    Answer unconfirmed =
        signIn(
            TestServer.PASSWORD,
            "203.0.113.7",
            Map.of("deviceKey", device, "deviceProof", client.proof(key, device)));
    assertThat(IamClient.code(unconfirmed)).isEqualTo("401 device_proof_invalid");
    client.confirm(tokens, key);
    for (int i = 0; i < 6; i++) {
      signIn("wrong", "203.0.113.7", Map.of());
    }

    Map<String, String> keyOnly = Map.of("deviceKey", device);
    assertThat(signIn(TestServer.PASSWORD, "203.0.113.7", keyOnly).status()).isEqualTo(429);
    String forged = client.proof(IamClient.p256(), device);
    Answer answer =
        signIn(
            TestServer.PASSWORD, "203.0.113.7", Map.of("deviceKey", device, "deviceProof", forged));
    assertThat(IamClient.code(answer)).isEqualTo("401 device_proof_invalid");
  }

  @Test
  void theLaneHasAThrottleOfItsOwn() {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    String device = tokens.deviceKey();
    client.confirm(tokens, key);
    for (int i = 0; i < 6; i++) {
      Map<String, String> proof =
          Map.of("deviceKey", device, "deviceProof", client.proof(key, device));
      assertThat(signIn("wrong", "203.0.113.7", proof).status()).isEqualTo(401);
    }
    Map<String, String> proof =
        Map.of("deviceKey", device, "deviceProof", client.proof(key, device));
    assertThat(signIn(TestServer.PASSWORD, "203.0.113.7", proof).status()).isEqualTo(429);
    assertThat(signIn(TestServer.PASSWORD, "198.51.100.7", Map.of()).status())
        .as("nobody else is slowed down by it")
        .isEqualTo(200);
  }
}
