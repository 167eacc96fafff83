package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmailRegenerateTest extends MailedIamServer {
  @Test
  void aSignUpThatWaitsGetsAnotherLinkAndEitherConfirmsItOnce() {
    server.post(
        SIGN_UP,
        IamClient.json(Map.of("email", "bob@example.org", "password", TestServer.PASSWORD)));
    String first = code(mailed(1));

    Answer answer = server.get(REGENERATE + "bob@example.org");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    String second = code(mailed(2));
    assertThat(server.get(VERIFICATION + first).status()).isEqualTo(200);
    assertThat(server.get(VERIFICATION + second).status()).isEqualTo(404);
    assertThat(client.trySignIn("bob@example.org", TestServer.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anAccountWhoseAddressWasNeverConfirmedGetsALink() {
    Answer answer = server.get(REGENERATE + "alice@example.org");

    assertThat(answer.status()).isEqualTo(200);
    MimeMessage message = mailed(1);
    assertThat(receiver(message)).isEqualTo("alice@example.org");
    assertThat(server.get(VERIFICATION + code(message) + "&user=ALICE").body())
        .isEqualTo("{\"userName\":\"alice\",\"emailVerified\":true}");
  }

  @Test
  void whereNothingWaitsTheAnswerIsTheSameAndNothingIsMailed() throws Exception {
    Answer known = server.get(REGENERATE + "alice@example.org");
    Answer unknown = server.get(REGENERATE + "nobody@example.org");

    assertThat(unknown.status()).isEqualTo(known.status());
    assertThat(unknown.body()).isEqualTo(known.body());
    assertThat(unknown.headers().keySet()).isEqualTo(known.headers().keySet());
    settle();
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void theAddressIsNeeded() {
    assertThat(IamClient.code(server.get("/v1/iam/auth/email/regenerate")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void aNetworkThatAsksTooOftenIsToldToWait() {
    for (int i = 0; i < 100; i++) {
      assertThat(server.get(REGENERATE + "nobody@example.org").status()).isEqualTo(200);
    }
    Answer answer = server.get(REGENERATE + "nobody@example.org");
    assertThat(IamClient.code(answer)).isEqualTo("429 too_many_attempts");
    assertThat(answer.header("Retry-After")).isEqualTo("3600");
  }
}
