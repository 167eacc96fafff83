package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.TestServer.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceBoundRefreshTest extends IamServer {
  @Test
  void onceConfirmedADeviceMustProveItselfToRenew() {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.ed25519();
    String device = tokens.deviceKey();
    client.confirm(tokens, key);

    Answer without = client.tryRefresh(tokens.refresh());
    assertThat(without.body())
        .isEqualTo(
            """
            {"type":"tag:countersign.dev,2026:problem/device_proof_required",\
            "title":"The device must prove itself","status":401,\
            "detail":"The session is bound to its confirmed device: send deviceKey and\
             deviceProof","code":"device_proof_required"}\
            """);
    assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"countersign\"");
    Map<String, String> keyOnly = Map.of("refreshToken", tokens.refresh());
    assertThat(
            IamClient.code(
                server.post(IamClient.REFRESH, IamClient.json(keyOnly), "x-device-key", device)))
        .isEqualTo("401 device_proof_required");

    String proof = client.proof(key, device);
    Tokens next = IamClient.tokens(client.tryRefresh(tokens.refresh(), device, proof));
    assertThat(next.refresh()).contains(".2.");
    assertThat(IamClient.code(client.tryRefresh(next.refresh(), device, proof)))
        .as("a proof serves once")
        .isEqualTo("401 device_proof_invalid");
    assertThat(server.count("SELECT refresh_generation FROM session")).isEqualTo(2);
  }

  @Test
  void anotherDevicesProofIsSaidToBeAnothers() {
    Tokens tokens = client.signIn("alice");
    Tokens other = client.signIn("alice");
    JWK key = IamClient.p256();
    JWK otherKey = IamClient.p256();
    client.confirm(tokens, key);
    client.confirm(other, otherKey);

    String others = client.proof(otherKey, other.deviceKey());
    assertThat(IamClient.code(client.tryRefresh(tokens.refresh(), other.deviceKey(), others)))
        .isEqualTo("401 device_proof_invalid");
    String forged = client.proof(otherKey, tokens.deviceKey());
    assertThat(IamClient.code(client.tryRefresh(tokens.refresh(), tokens.deviceKey(), forged)))
        .isEqualTo("401 device_proof_invalid");
    assertThat(server.count("SELECT count(*) FROM session WHERE refresh_generation = 1"))
        .isEqualTo(2);
  }

  @Test
  void anUnconfirmedDeviceIsNotBound() {
    Tokens tokens = client.signIn("alice");
    client.confirm(client.signIn("alice"), IamClient.p256());

    assertThat(client.refresh(tokens.refresh()).refresh()).contains(".2.");
  }

  @Test
  void aLaterSignInOnAConfirmedDeviceIsBoundFromTheStart() {
    Tokens first = client.signIn("alice");
    client.confirm(first, IamClient.p256());

    Tokens second = client.signIn("alice", first.deviceKey());
    assertThat(IamClient.code(client.tryRefresh(second.refresh())))
        .isEqualTo("401 device_proof_required");
  }
}
