package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordConfirmTest extends MailedIamServer {
  private String mailedCode() {
    server.post(FORGOT, "{\"userName\":\"alice\"}");
    return code(mailed(1));
  }

  private Answer confirm(String userName, String code, String password) {
    return server.post(
        CONFIRM_PASSWORD,
        IamClient.json(
            Map.of("userName", userName, "confirmationCode", code, "password", password)));
  }

  @Test
  void theNewPasswordHoldsAndEveryOtherSessionHasEnded() {
    IamClient.Tokens before = client.signIn("alice");
    String code = mailedCode();

    Answer answer = confirm("alice", code, NEW_PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(client.status(before)).isEqualTo(401);
    assertThat(client.tryRefresh(before.refresh()).status()).isEqualTo(401);
    assertThat(client.trySignIn("alice", TestServer.PASSWORD).status()).isEqualTo(401);
    assertThat(client.trySignIn("alice", NEW_PASSWORD).status()).isEqualTo(200);
    // Whoever has the code has read the mail.
    assertThat(server.count("SELECT email_verified FROM user_account")).isEqualTo(1);
    assertThat(subject(mailed(2))).isEqualTo("The password of your account at acme was changed");
  }

  @Test
  void aCodeWorksOnceHoweverManyTryAtOnce() throws Exception {
    String code = mailedCode();
    List<Integer> statuses;
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> tries =
          executor.invokeAll(
              List.of(
                  () -> confirm("alice", code, NEW_PASSWORD + "1").status(),
                  () -> confirm("alice", code, NEW_PASSWORD + "2").status(),
                  () -> confirm("alice", code, NEW_PASSWORD + "3").status(),
                  () -> confirm("alice", code, NEW_PASSWORD + "4").status()));
      statuses = new java.util.ArrayList<>();
      for (Future<Integer> one : tries) {
        statuses.add(one.get());
      }
    }
    assertThat(statuses).containsOnlyOnce(200).contains(400);
    assertThat(IamClient.code(confirm("alice", code, NEW_PASSWORD)))
        .isEqualTo("400 confirmation_code_invalid");
  }

  @Test
  void anotherAccountsNameOrAMadeUpCodeIsOfNoUse() {
    String code = mailedCode();
    server.user(acme, "bob");

    assertThat(IamClient.code(confirm("bob", code, NEW_PASSWORD)))
        .isEqualTo("400 confirmation_code_invalid");
    assertThat(IamClient.code(confirm("alice", "A".repeat(64), NEW_PASSWORD)))
        .isEqualTo("400 confirmation_code_invalid");
    assertThat(confirm("alice", code, NEW_PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aCodeIsGoodForAnHour() {
    String code = mailedCode();
    server.clock().advance(Duration.ofHours(1));
    assertThat(IamClient.code(confirm("alice", code, NEW_PASSWORD)))
        .isEqualTo("400 confirmation_code_invalid");
  }

  @Test
  void askingAgainMakesTheFirstCodeUseless() {
    String first = mailedCode();
    server.post(FORGOT, "{\"userName\":\"alice\"}");
    String second = code(mailed(2));

    assertThat(confirm("alice", first, NEW_PASSWORD).status()).isEqualTo(400);
    assertThat(confirm("alice", second, NEW_PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aWeakPasswordIsRefusedAndTheCodeStillWorks() {
    String code = mailedCode();
    Answer refused = confirm("alice", code, "alice@example.org");
    assertThat(IamClient.code(refused)).isEqualTo("400 password_refused");
    assertThat(confirm("alice", code, NEW_PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anInvitedPersonChoosesTheirFirstPasswordTheSameWay() {
    server
        .core()
        .lifecycle
        .accounts
        .invitations()
        .invite(
            acme.id(),
            "carol",
            new Profile("Carol", "carol@example.org", false, "", ""),
            Origin.CLI);
    String text = text(mailed(1));
    assertThat(text).contains("https://auth.example/invitation?token=");
    String code = text.replaceAll("(?s).*token=([A-Za-z0-9]{64}).*", "$1");

    assertThat(confirm("carol", code, NEW_PASSWORD).status()).isEqualTo(200);
    assertThat(client.trySignIn("carol", NEW_PASSWORD).status()).isEqualTo(200);
  }
}
