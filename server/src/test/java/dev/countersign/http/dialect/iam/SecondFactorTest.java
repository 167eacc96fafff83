package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.FactorSettings.Second;
import dev.countersign.domain.Origin;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.MailAddress;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondFactorTest extends IamServer {
  @Test
  void aPasswordAloneIsRefusedWhereTheCustomerRequiresASecondFactor() {
    policy(Second.REQUIRED);

    Answer answer = client.trySignIn(Map.of("userName", "alice", "password", TestServer.PASSWORD));

    assertThat(IamClient.code(answer)).isEqualTo("403 second_factor_required");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(IamClient.code(client.trySignIn(Map.of("userName", "alice", "password", "wrong"))))
        .isEqualTo("401 invalid_credentials");
  }

  @Test
  void noMoreIsAskedForNorLessTakenWhereItWouldBeACodeThatThisServerCannotMail() {
    MailAddress.give(server, alice, true);
    policy(Second.REQUIRED);

    Answer iam = client.trySignIn(Map.of("userName", "alice", "password", TestServer.PASSWORD));
    Answer token = server.post("/api/auth/token", "", "Authorization", basic());

    assertThat(IamClient.code(iam)).isEqualTo("403 second_factor_required");
    assertThat(iam.body())
        .contains(
            "A password alone does not sign this account in. Send deviceProof of a confirmed"
                + " device, or have the person sign in on the sign-in page");
    assertThat(token.status()).isEqualTo(403);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
  }

  @Test
  void aRightPasswordThatIsNotEnoughIsNoSuccessInTheTrailNorInTheMetrics() {
    AppOfCodes.setUp(server, alice);

    Answer iam = client.trySignIn(Map.of("userName", "alice", "password", TestServer.PASSWORD));
    Answer token = server.post("/api/auth/token", "", "Authorization", basic());

    assertThat(IamClient.code(iam)).isEqualTo("403 second_factor_required");
    assertThat(token.status()).isEqualTo(403);
    assertThat(
            server.rows(
                "SELECT dialect, user_id, outcome FROM audit_event WHERE kind = 'sign_in'"
                    + " ORDER BY id"))
        .containsExactly(refused("iam"), refused("token"));
    assertThat(server.get("/metrics").body())
        .contains("countersign_sign_ins_total{dialect=\"iam\",outcome=\"refused\"} 1.0")
        .contains("countersign_sign_ins_total{dialect=\"token\",outcome=\"refused\"} 1.0")
        .doesNotContain("outcome=\"success\"");
  }

  private Map<String, Object> refused(String dialect) {
    return Map.of(
        "dialect", dialect, "user_id", alice.id().value(), "outcome", "second_factor_required");
  }

  @Test
  void aPasswordAloneIsRefusedForWhoHasSetASecondFactorUp() {
    AppOfCodes.setUp(server, alice);

    assertThat(
            IamClient.code(
                client.trySignIn(Map.of("userName", "alice", "password", TestServer.PASSWORD))))
        .isEqualTo("403 second_factor_required");
    policy(Second.OFF);
    assertThat(client.signIn("alice").bearer()).startsWith("Bearer ");
  }

  @Test
  void aConfirmedDeviceThatProvesItselfIsASecondFactor() throws Exception {
    Tokens tokens = client.signIn("alice");
    JWK key = IamClient.p256();
    client.confirm(tokens, key);
    policy(Second.REQUIRED);
    String device = tokens.deviceKey();

    Answer answer =
        client.trySignIn(
            Map.of(
                "userName",
                "alice",
                "password",
                TestServer.PASSWORD,
                "deviceKey",
                device,
                "deviceProof",
                client.proof(key, device)));

    assertThat(client.verifiedClaims(IamClient.tokens(answer).id()))
        .containsEntry("amr", List.of("pwd", "swk"));
  }

  @Test
  void theStatusTellsWhetherASecondFactorIsAsked() {
    Tokens tokens = client.signIn("alice");
    assertThat(status(tokens)).contains("\"isMFAEnabled\":false");
    AppOfCodes.setUp(server, alice);
    assertThat(status(tokens)).contains("\"isMFAEnabled\":true");
    policy(Second.OFF);
    assertThat(status(tokens)).contains("\"isMFAEnabled\":false");
  }

  @Test
  void theTokenCallAnswersAsToEveryFailure() {
    assertThat(server.post("/api/auth/token", "", "Authorization", basic()).status())
        .isEqualTo(200);
    policy(Second.REQUIRED);
    Answer answer = server.post("/api/auth/token", "", "Authorization", basic());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
  }

  private static String basic() {
    String pair = "alice:" + TestServer.PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private String status(Tokens tokens) {
    return server.get(IamClient.STATUS, "Authorization", tokens.bearer()).body();
  }

  private void policy(Second second) {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            settings -> settings.withFactors(new FactorSettings(second, 0, true, false)),
            Origin.CLI);
  }
}
