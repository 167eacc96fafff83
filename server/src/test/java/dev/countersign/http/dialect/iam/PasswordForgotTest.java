package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.AccountMail;
import dev.countersign.domain.Origin;
import dev.countersign.testing.LeastTimes;
import dev.countersign.testing.TestServer.Answer;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordForgotTest extends MailedIamServer {
  private Answer forgot(String userName) {
    return server.post(FORGOT, IamClient.json(Map.of("userName", userName)));
  }

  @Test
  void theAccountsAddressIsMailedALinkAndACode() {
    Answer answer = forgot("alice");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    MimeMessage message = mailed(1);
    assertThat(receiver(message)).isEqualTo("alice@example.org");
    assertThat(subject(message)).isEqualTo("Choose a new password for acme");
    assertThat(text(message))
        .contains(
            "Hello Alice Liddell,",
            "https://auth.example/forgot-password?token=" + code(message),
            "until 2026-11-22 04:04 UTC");
  }

  @Test
  void theAddressInsteadOfTheNameWillDo() {
    forgot("ALICE@example.org");
    assertThat(receiver(mailed(1))).isEqualTo("alice@example.org");
  }

  @Test
  void anUnknownNameIsAnsweredAlikeAndInTheSameTime() throws Exception {
    Answer known = forgot("alice");
    Answer unknown = forgot("nobody");
    assertThat(unknown.status()).isEqualTo(known.status());
    assertThat(unknown.body()).isEqualTo(known.body());
    assertThat(unknown.headers().keySet()).isEqualTo(known.headers().keySet());

    LeastTimes times = new LeastTimes(_ -> forgotten("alice"), _ -> forgotten("nobody"));
    assertThat(times.ratio(15, 45, 0.4, 2.5)).isBetween(0.4, 2.5);
    settle();
    assertThat(mail.getReceivedMessages()).hasSize(5);
  }

  private void forgotten(String userName) {
    assertThat(forgot(userName).status()).isEqualTo(200);
  }

  @Test
  void strangersWhoAskForOtherMailsKeepNobodyFromThisOne() throws Exception {
    for (int i = 0; i < 6; i++) {
      server.get(REGENERATE + "alice@example.org");
      server.post(
          SIGN_UP,
          IamClient.json(
              Map.of("email", "alice@example.org", "userName", "eve", "password", NEW_PASSWORD)));
    }
    settle();
    int before = mail.getReceivedMessages().length;

    forgot("alice");

    assertThat(subject(mailed(before + 1))).isEqualTo("Choose a new password for acme");
  }

  @Test
  void aDisabledAccountIsMailedNothing() throws Exception {
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);
    assertThat(forgot("alice").status()).isEqualTo(200);
    settle();
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void theCustomersOwnTextIsUsedAndStillOnlyThePersonGetsIt() {
    String name = "account.mail." + AccountMail.RESET_PASSWORD.text();
    server
        .core()
        .customerSettings
        .changeByName(
            acme.id(),
            Map.of(
                name + ".subject", "Hi {userName}",
                name + ".body", "Go to https://app.acme.example/reset?code={code}",
                name + ".from", "Acme <help@acme.example>"),
            Origin.CLI);
    forgot("alice");

    MimeMessage message = mailed(1);
    assertThat(subject(message)).isEqualTo("Hi alice");
    assertThat(text(message))
        .matches("(?s)Go to https://app.acme.example/reset\\?code=[A-Za-z0-9]{64}\\s*");
    assertThat(receiver(message)).isEqualTo("alice@example.org");
  }
}
