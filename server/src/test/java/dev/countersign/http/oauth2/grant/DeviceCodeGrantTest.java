package dev.countersign.http.oauth2.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.domain.DeviceAuthorization.Approval;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.StagedTest;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.token.DeviceCodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCodeGrantTest extends StagedTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private Answer begin(Party party, String... parameters) {
    return stage.post("/oauth2/device_authorization", party, List.of(), parameters);
  }

  private Answer ask(Party party, @Nullable Object deviceCode) {
    return stage.token(party, "grant_type", GRANT, "device_code", String.valueOf(deviceCode));
  }

  private DeviceCodes devices() {
    return stage.server.core().tokenFeatures.grants.devices;
  }

  private DeviceAuthorization waiting(Map<String, Object> begun) {
    return devices().find(OAuthStage.text(begun, "user_code")).orElseThrow();
  }

  private boolean approve(Map<String, Object> begun) {
    return devices()
        .approve(
            waiting(begun),
            new Approval(
                stage.alice.id(),
                stage.browser().id(),
                "pwd otp",
                "urn:countersign:acr:2",
                stage.server.clock().instant()));
  }

  private void later() {
    stage.server.clock().advance(Duration.ofSeconds(5));
  }

  private static void refused(Answer answer, String error) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(OAuthStage.json(answer)).containsEntry("error", error);
  }

  @Test
  void aDeviceGetsItsCodes() {
    Answer answer = begin(stage.publicClient(), "scope", "openid profile");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(
            answer
                .body()
                .replaceAll("[A-Za-z0-9]{64}", "…")
                .replaceAll("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", "AAAA-AAAA"))
        .isEqualTo(
            "{\"device_code\":\"…\",\"user_code\":\"AAAA-AAAA\","
                + "\"verification_uri\":\"https://auth.example/device\","
                + "\"verification_uri_complete\":\"https://auth.example/device?user_code=AAAA-AAAA\","
                + "\"expires_in\":600,\"interval\":5}");
    assertThat(stage.server.rows("SELECT scope, state, poll_interval FROM device_authorization"))
        .containsExactly(
            Map.of("scope", "openid profile", "state", "PENDING", "poll_interval", 5000));
  }

  @Test
  void aDeviceWaitsAndIsLetIn() {
    Party party = stage.publicClient();
    Map<String, Object> begun = OAuthStage.json(begin(party, "scope", "openid profile"));
    refused(ask(party, begun.get("device_code")), "authorization_pending");
    later();
    assertThat(approve(begun)).isTrue();

    Answer answer = ask(party, begun.get("device_code"));

    assertThat(answer.status()).isEqualTo(200);
    Map<String, Object> tokens = OAuthStage.json(answer);
    assertThat(tokens).containsEntry("scope", "openid profile").containsKeys("refresh_token");
    assertThat(stage.claims(tokens.get("id_token")))
        .containsEntry("sub", stage.alice.id().toString())
        .containsEntry("amr", List.of("pwd", "otp"))
        .containsEntry("acr", "urn:countersign:acr:2");
    assertThat(stage.server.count("SELECT count(*) FROM oauth_grant")).isEqualTo(1);
  }

  @Test
  void aDeviceCodeBringsTokensOnce() {
    Party party = stage.publicClient();
    Map<String, Object> begun = OAuthStage.json(begin(party));
    approve(begun);
    assertThat(ask(party, begun.get("device_code")).status()).isEqualTo(200);
    later();

    refused(ask(party, begun.get("device_code")), "invalid_grant");
    assertThat(stage.server.count("SELECT count(*) FROM oauth_grant")).isEqualTo(1);
  }

  @Test
  void whoAsksTooOftenIsToldToSlowDown() {
    Party party = stage.publicClient();
    Object code = OAuthStage.json(begin(party)).get("device_code");
    refused(ask(party, code), "authorization_pending");
    refused(ask(party, code), "slow_down");
    assertThat(stage.server.count("SELECT poll_interval FROM device_authorization"))
        .isEqualTo(10_000);
  }

  @Test
  void aRefusalIsTold() {
    Party party = stage.publicClient();
    Map<String, Object> begun = OAuthStage.json(begin(party));
    assertThat(devices().deny(waiting(begun))).isTrue();

    refused(ask(party, begun.get("device_code")), "access_denied");
    assertThat(approve(begun)).isFalse();
  }

  @Test
  void codesExpireAfterTenMinutes() {
    Party party = stage.publicClient();
    Map<String, Object> begun = OAuthStage.json(begin(party));
    stage.server.clock().advance(Duration.ofMinutes(10));

    refused(ask(party, begun.get("device_code")), "expired_token");
    assertThat(devices().find(OAuthStage.text(begun, "user_code"))).isEmpty();
  }

  @Test
  void aDeviceCodeOfAnotherClientIsRefused() {
    Party party = stage.publicClient();
    Map<String, Object> begun = OAuthStage.json(begin(party));
    approve(begun);

    refused(ask(stage.publicClient(), begun.get("device_code")), "invalid_grant");
    refused(ask(party, "nonsense"), "invalid_grant");
    assertThat(stage.server.count("SELECT count(*) FROM oauth_grant")).isZero();
  }

  @Test
  void aUserCodeIsFoundInAnySpelling() {
    Map<String, Object> begun = OAuthStage.json(begin(stage.publicClient()));
    String code = OAuthStage.text(begun, "user_code");
    String typed = " " + code.toLowerCase(Locale.ROOT).replace('-', ' ') + " ";
    assertThat(devices().find(typed)).isPresent();
    assertThat(devices().find("BBBB")).isEmpty();
  }

  @Test
  void aClientThatIsNotRegisteredForDevicesIsRefused() {
    Party party =
        stage.client(settings -> settings.grantTypes(Set.of(GrantType.AUTHORIZATION_CODE)));
    refused(begin(party), "unauthorized_client");
    refused(ask(party, "x"), "unauthorized_client");
  }

  @Test
  void whatTheClientMayNotAskForIsRefused() {
    Party party = stage.publicClient();
    refused(begin(party, "scope", "openid users:write"), "invalid_scope");
    refused(begin(party, "resource", "https://api.example/#x"), "invalid_target");
    refused(stage.token(party, "grant_type", GRANT), "invalid_request");
    assertThat(stage.server.count("SELECT count(*) FROM device_authorization")).isZero();
  }

  @Test
  void anUnknownClientIsRefused() {
    Answer answer =
        stage.form(
            "/oauth2/device_authorization", List.of(), "client_id", "12345", "scope", "openid");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_client");
  }

  @Test
  void oneNetworkBeginsOnlySoMany(@TempDir Path other) {
    try (OAuthStage strict = new OAuthStage(other, Map.of("throttle.network-requests", "1"))) {
      Party party = strict.publicClient();
      String path = "/oauth2/device_authorization";
      assertThat(strict.post(path, party, List.of()).status()).isEqualTo(200);

      Answer second = strict.post(path, party, List.of());

      assertThat(second.status()).isEqualTo(429);
      assertThat(second.header("Retry-After")).isEqualTo("600");
      assertThat(OAuthStage.json(second)).containsEntry("error", "slow_down");
    }
  }
}
