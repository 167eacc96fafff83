package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeviceListTest extends IamServer {
  private Answer forget(Tokens tokens, String deviceKey) {
    return server.send(
        "DELETE",
        IamClient.DEVICES + "/" + deviceKey,
        new byte[0],
        "Authorization",
        tokens.bearer());
  }

  @Test
  void aPersonSeesTheirOwnDevicesTheLastSeenFirst() {
    server.user(acme, "bob");
    client.signIn("bob");
    Tokens old = client.signIn("alice");
    client.confirm(old, IamClient.p256());
    server.clock().advance(Duration.ofMinutes(1));
    Tokens now = client.signIn("alice");

    Answer answer = server.get(IamClient.DEVICES, "Authorization", now.bearer());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"devices":[{"deviceKey":"%s","deviceGroupKey":"cs-%s","deviceName":"",\
            "confirmed":false,"createdAt":"2026-11-22T03:05:05.678Z",\
            "lastSeenAt":"2026-11-22T03:05:05.678Z","current":true},\
            {"deviceKey":"%s","deviceGroupKey":"cs-%s","deviceName":"Alice's telephone",\
            "confirmed":true,"createdAt":"2026-11-22T03:04:05.678Z",\
            "lastSeenAt":"2026-11-22T03:04:05.678Z","current":false}]}\
            """
                .formatted(now.deviceKey(), acme.id(), old.deviceKey(), acme.id()));
  }

  @Test
  void aForgottenDeviceIsSignedOut() {
    Tokens lost = client.signIn("alice");
    Tokens kept = client.signIn("alice");

    Answer answer = forget(kept, lost.deviceKey());

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(client.status(lost)).isEqualTo(401);
    assertThat(client.tryRefresh(lost.refresh()).status()).isEqualTo(401);
    assertThat(client.status(kept)).isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM device")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'device_forgotten'"))
        .isEqualTo(1);
    assertThat(client.signIn("alice", lost.deviceKey()).deviceKey())
        .as("it is a new device then")
        .isNotEmpty();
  }

  @Test
  void onlyOnesOwnDevicesCanBeForgotten() {
    server.user(acme, "bob");
    Tokens alices = client.signIn("alice");
    Tokens bobs = client.signIn("bob");

    for (String deviceKey : new String[] {alices.deviceKey(), "cs_00", "x"}) {
      assertThat(IamClient.code(forget(bobs, deviceKey))).isEqualTo("404 device_not_found");
    }
    assertThat(client.status(alices)).isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM device")).isEqualTo(2);
  }
}
