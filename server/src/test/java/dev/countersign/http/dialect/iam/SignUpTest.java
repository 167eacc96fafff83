package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.testing.LeastTimes;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignUpTest extends MailedIamServer {
  private Answer signUp(String email, String userName) {
    return server.post(
        SIGN_UP,
        IamClient.json(
            Map.of(
                "email",
                email,
                "contact",
                "5550199",
                "password",
                TestServer.PASSWORD,
                "userName",
                userName)));
  }

  @Test
  void theAccountIsThereOnceTheAddressIsConfirmedAndNotBefore() {
    Answer answer = signUp("bob@example.org", "bob");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"userName\":\"bob\",\"emailVerified\":false}");
    MimeMessage message = mailed(1);
    assertThat(receiver(message)).isEqualTo("bob@example.org");
    assertThat(subject(message)).isEqualTo("Confirm your address for acme");
    assertThat(text(message))
        .contains("Hello,", "https://auth.example/verify-email?token=" + code(message));
    assertThat(IamClient.code(client.trySignIn("bob", TestServer.PASSWORD)))
        .isEqualTo("401 invalid_credentials");

    Answer verified = server.get(VERIFICATION + code(message) + "&user=bob");
    assertThat(verified.body()).isEqualTo("{\"userName\":\"bob\",\"emailVerified\":true}");
    assertThat(verified.status()).isEqualTo(200);
    IamClient.Tokens tokens = client.signIn("bob");
    assertThat(server.get(IamClient.STATUS, "Authorization", tokens.bearer()).body())
        .contains("\"userName\":\"bob\",\"emailVerified\":true");
    assertThat(server.rows("SELECT phone_number FROM user_account WHERE user_name = 'bob'"))
        .containsExactly(Map.of("phone_number", "5550199"));
  }

  @Test
  void withoutAUserNameTheAddressIsTheName() {
    Answer answer =
        server.post(
            SIGN_UP,
            IamClient.json(Map.of("email", "carol@example.org", "password", TestServer.PASSWORD)));

    assertThat(answer.body())
        .isEqualTo("{\"userName\":\"carol@example.org\",\"emailVerified\":false}");
    server.get(VERIFICATION + code(mailed(1)));
    assertThat(client.trySignIn("carol@example.org", TestServer.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aTakenNameOrAddressIsAnsweredAlikeAndToldToTheAddressAlone() throws Exception {
    server.core().lifecycle.accounts.verification().vouch(acme.id(), alice.id(), Origin.CLI);
    Answer fresh = signUp("bob@example.org", "bob");
    mailed(1);
    Answer taken = signUp("eve@example.org", "alice");
    MimeMessage told = mailed(2);
    Answer owned = signUp("Alice@example.org", "alice2");
    MimeMessage exists = mailed(3);

    assertThat(taken.status()).isEqualTo(fresh.status());
    assertThat(taken.body()).isEqualTo("{\"userName\":\"alice\",\"emailVerified\":false}");
    assertThat(owned.body()).isEqualTo("{\"userName\":\"alice2\",\"emailVerified\":false}");
    assertThat(taken.headers().keySet()).isEqualTo(fresh.headers().keySet());
    assertThat(receiver(told)).isEqualTo("eve@example.org");
    assertThat(subject(told)).isEqualTo("Choose another name at acme");
    assertThat(receiver(exists)).isEqualTo("alice@example.org");
    assertThat(subject(exists)).isEqualTo("You have an account at acme already");
    assertThat(text(exists)).contains("its name is alice", "https://auth.example/forgot-password");
    settle();
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM account_link")).isEqualTo(1);
  }

  @Test
  void itTakesTheSameTimeWhetherOrNotTheNameIsTaken() {
    LeastTimes times =
        new LeastTimes(
            i -> signedUp("x" + i + "@example.org", "alice"),
            i -> signedUp("y" + i + "@example.org", "new" + i));
    assertThat(times.ratio(8, 40, 0.6, 1.7)).isBetween(0.6, 1.7);
  }

  private void signedUp(String email, String userName) {
    assertThat(signUp(email, userName).status()).isEqualTo(201);
  }

  @Test
  void aLaterSignUpLeavesTheEarlierLinkGoodAndTheFirstConfirmedEndsTheOthers() {
    signUp("bob@example.org", "bob");
    String first = code(mailed(1));
    signUp("bob@example.org", "robert");
    String second = code(mailed(2));

    assertThat(server.get(VERIFICATION + first).body()).contains("\"userName\":\"bob\"");
    assertThat(IamClient.code(server.get(VERIFICATION + second))).isEqualTo("404 link_unknown");
    assertThat(server.count("SELECT count(*) FROM user_account WHERE email = 'bob@example.org'"))
        .isEqualTo(1);
  }

  @Test
  void theMailSaysWhatOpeningTheLinkDoes() {
    signUp("bob@example.org", "eve");
    assertThat(text(mailed(1)))
        .contains("If it was not you who signed up with the name eve, do not open\nit");
  }

  @Test
  void aNameThatSomebodyElseTookMeanwhileIsSaidToBeTaken() {
    signUp("bob@example.org", "bob");
    String code = code(mailed(1));
    server.user(acme, "bob");

    assertThat(IamClient.code(server.get(VERIFICATION + code))).isEqualTo("409 user_name_taken");
  }

  @Test
  void whatCannotBeUsedIsRefusedWithWhatToDo() {
    Answer weak =
        server.post(
            SIGN_UP, IamClient.json(Map.of("email", "bob@example.org", "password", "password")));
    assertThat(IamClient.code(weak)).isEqualTo("400 invalid_request");
    assertThat(IamClient.read(weak).get("detail").textValue()).contains("Choose a longer one");
    assertThat(IamClient.code(signUp("no address", "bob"))).isEqualTo("400 invalid_request");
    assertThat(IamClient.code(signUp("bob@example.org", "b ob"))).isEqualTo("400 invalid_request");
    assertThat(IamClient.code(server.post(SIGN_UP, "{\"email\":\"bob@example.org\"}")))
        .isEqualTo("400 invalid_request");
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
  }

  @Test
  void aStrangersWordsAreNotMailed() {
    for (String words :
        List.of("Win at https://evil.example", "see WWW.evil.example", "Bob\nCall", "Bob\u2028x")) {
      Answer refused = signUpAs("bob", words);
      assertThat(IamClient.code(refused)).as(words).isEqualTo("400 invalid_request");
      assertThat(IamClient.read(refused).get("detail").textValue())
          .contains("fullName must not contain ://, www. or line breaks");
    }
    for (String name : List.of("http://evil.example", "www.evil.example", "bob\nx")) {
      assertThat(IamClient.read(signUpAs(name, "")).get("detail").textValue())
          .contains("userName must not contain ://, www. or line breaks");
    }
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();

    signUpAs("bob", "You have won a prize");
    assertThat(text(mailed(1))).startsWith("Hello,\n").doesNotContain("prize");
    signUpAs("alice", "You have won a prize");
    assertThat(text(mailed(2))).startsWith("Hello,\n").doesNotContain("prize");
  }

  private Answer signUpAs(String userName, String fullName) {
    return server.post(
        SIGN_UP,
        IamClient.json(
            Map.of(
                "email",
                "bob@example.org",
                "userName",
                userName,
                "fullName",
                fullName,
                "password",
                TestServer.PASSWORD)));
  }

  @Test
  void aCustomerMayTakeNobodyIn() {
    server
        .core()
        .customerSettings
        .changeByName(acme.id(), Map.of("account.sign-up", "closed"), Origin.CLI);

    assertThat(IamClient.code(signUp("bob@example.org", "bob"))).isEqualTo("403 sign_up_closed");
  }

  @Test
  void anAddressGetsFiveMailsAnHourAndTheAnswerDoesNotSaySo() throws Exception {
    for (int i = 0; i < 6; i++) {
      assertThat(signUp("bob@example.org", "bob").status()).isEqualTo(201);
    }
    settle();
    assertThat(mail.getReceivedMessages()).hasSize(5);
    server.clock().advance(Duration.ofHours(1));
    signUp("bob@example.org", "bob");
    mailed(6);
  }

  @Test
  void neitherThePasswordNorItsHashNorTheTokenLiesReadableInTheStore() throws Exception {
    signUp("bob@example.org", "bob-the-builder");
    String code = code(mailed(1));
    settle();
    List<Map<String, Object>> rows = server.rows("SELECT * FROM account_link");
    assertThat(rows).hasSize(1);
    String payload =
        new String(
            (byte[]) rows.getFirst().get("sealed_payload"),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    // Three letters and no more are now and then found in so many random bytes.
    assertThat(payload).doesNotContain("bob-the-builder", "bob@", "argon2", code);
  }
}
