package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.lifecycle.LinkResult;
import dev.countersign.user.UserChange;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmailVerificationTest extends MailedIamServer {
  private String mailedToAlice() {
    server.get(REGENERATE + "alice@example.org");
    return code(mailed(1));
  }

  @Test
  void aLinkConfirmsTheAddressOnce() {
    String code = mailedToAlice();

    assertThat(server.get(VERIFICATION + code + "&user=alice").body())
        .isEqualTo("{\"userName\":\"alice\",\"emailVerified\":true}");
    assertThat(IamClient.code(server.get(VERIFICATION + code + "&user=alice")))
        .isEqualTo("404 link_unknown");
    assertThat(server.count("SELECT email_verified FROM user_account")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'address_verified'"))
        .isEqualTo(1);
  }

  @Test
  void anotherUsersNameOrAMadeUpTokenIsUnknownAndUsesNothingUp() {
    String code = mailedToAlice();
    server.user(acme, "bob");

    assertThat(IamClient.code(server.get(VERIFICATION + code + "&user=bob")))
        .isEqualTo("404 link_unknown");
    assertThat(IamClient.code(server.get(VERIFICATION + "A".repeat(64) + "&user=alice")))
        .isEqualTo("404 link_unknown");
    assertThat(server.get(VERIFICATION + code + "&user=alice").status()).isEqualTo(200);
  }

  @Test
  void anExpiredLinkSaysSoForAWeek() {
    String code = mailedToAlice();
    server.clock().advance(Duration.ofDays(1));

    assertThat(IamClient.code(server.get(VERIFICATION + code))).isEqualTo("410 link_expired");
    assertThat(server.count("SELECT email_verified FROM user_account")).isZero();
    server.clock().advance(Duration.ofDays(7));
    assertThat(server.core().housekeeping.sweep()).isPositive();
    assertThat(IamClient.code(server.get(VERIFICATION + code))).isEqualTo("404 link_unknown");
  }

  @Test
  void aLinkShowsNothingAboutAnAddressThatCameAfterIt() {
    String code = mailedToAlice();
    UserChange change =
        new UserChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of("elsewhere@example.org"),
            Optional.empty(),
            false);
    server.core().users.update(acme.id(), alice.id(), change, Origin.CLI);

    assertThat(server.get(VERIFICATION + code).status()).isEqualTo(404);
    assertThat(server.count("SELECT email_verified FROM user_account")).isZero();
  }

  @Test
  void aLinkToChooseAPasswordConfirmsNoAddress() {
    server.post(FORGOT, "{\"userName\":\"alice\"}");
    String code = code(mailed(1));

    assertThat(server.get(VERIFICATION + code).status()).isEqualTo(404);
  }

  @Test
  void aNewAddressIsConfirmedAndTheOldOneIsToldAndCanPutItselfBack() throws Exception {
    var change = server.core().lifecycle.accounts.addressChange();
    IamClient.Tokens tokens = client.signIn("alice");
    change.request(acme.id(), alice.id(), "new@example.org", Origin.CLI);
    settle();
    var first = mailed(2);
    var second = mail.getReceivedMessages()[0];
    var toNew = receiver(first).equals("new@example.org") ? first : second;
    var toOld = receiver(first).equals("new@example.org") ? second : first;
    assertThat(receiver(toOld)).isEqualTo("alice@example.org");
    assertThat(text(toOld)).contains("to\nnew@example.org");
    assertThat(server.rows("SELECT email FROM user_account").toString())
        .isEqualTo("[{email=alice@example.org}]");

    assertThat(server.get(VERIFICATION + code(toNew)).body())
        .isEqualTo("{\"userName\":\"alice\",\"emailVerified\":true}");
    assertThat(server.rows("SELECT email FROM user_account").toString())
        .isEqualTo("[{email=new@example.org}]");

    String refusal = text(toOld).replaceAll("(?s).*refuse\\?token=([A-Za-z0-9]{64}).*", "$1");
    assertThat(change.refuse(refusal, Origin.CLI)).isInstanceOf(LinkResult.Done.class);
    assertThat(server.rows("SELECT email, email_verified FROM user_account").toString())
        .isEqualTo("[{email=alice@example.org, email_verified=0}]");
    assertThat(client.status(tokens)).isEqualTo(401);
    assertThat(change.refuse(refusal, Origin.CLI)).isInstanceOf(LinkResult.Unknown.class);
  }
}
