package dev.countersign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.store.NotFound;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeparturesTest extends LifecycleServer {
  private Answer signIn() {
    return server.post(
        "/v1/iam/auth/sign-in/web/sign-in",
        "{\"userName\":\"alice\",\"password\":\"" + TestServer.PASSWORD + "\"}");
  }

  private Optional<AccountDeletion> plan() {
    return accounts.departures().plan(acme.id(), alice.id(), Origin.CLI);
  }

  private String state() {
    return server.rows("SELECT state FROM user_account").toString();
  }

  @Test
  void thePersonIsSignedOutAndToldAndEverythingIsErasedWhenTheGraceIsOver() {
    assertThat(signIn().status()).isEqualTo(200);

    AccountDeletion planned = plan().orElseThrow();

    assertThat(planned.deleteAt()).isEqualTo("2026-12-06T03:04:05.678Z");
    assertThat(plan()).contains(planned);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(signIn().status()).isEqualTo(401);
    assertThat(text(mailed(1)))
        .contains("Your account at acme will be deleted", "at 2026-12-06 03:04 UTC");

    server.clock().advance(Duration.ofDays(14).minusMillis(1));
    server.core().housekeeping.sweep();
    assertThat(state()).isEqualTo("[{state=LEAVING}]");
    server.clock().advance(Duration.ofMillis(1));
    server.core().housekeeping.sweep();

    assertThat(server.count("SELECT count(*) FROM user_account")).isZero();
    assertThat(server.count("SELECT count(*) FROM account_deletion")).isZero();
    assertThat(server.count("SELECT count(*) FROM account_link")).isZero();
    long receipt = server.count("SELECT id FROM erasure_receipt");
    assertThat(text(mailed(2)))
        .contains(
            "Your account at acme was deleted",
            "Number: " + receipt,
            "Account: " + alice.id(),
            "Deleted: 2026-12-06 03:04 UTC");
    assertThat(
            server.rows(
                "SELECT detail FROM audit_event WHERE kind = 'user_deleted' AND user_id = ?",
                alice.id().value()))
        .containsExactly(Map.of("detail", "{\"receipt\":\"" + receipt + "\"}"));
  }

  @Test
  void theMailedLinkRestoresTheAccountOnce() {
    plan();
    MimeMessage message = mailed(1);
    assertThat(text(message)).contains("https://auth.example/restore-account?token=");
    assertThat(accounts.departures().look(token(message))).isPresent();

    assertThat(accounts.departures().restore(token(message), Origin.CLI))
        .isInstanceOf(LinkResult.Done.class);

    assertThat(signIn().status()).isEqualTo(200);
    assertThat(accounts.departures().planned(acme.id(), alice.id())).isEmpty();
    assertThat(accounts.departures().restore(token(message), Origin.CLI))
        .isInstanceOf(LinkResult.Unknown.class);
    server.clock().advance(Duration.ofDays(15));
    server.core().housekeeping.sweep();
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(1);
  }

  @Test
  void somebodyWhoHasShownThePasswordIsOfferedToRestoreForAQuarterOfAnHour() {
    assertThat(accounts.departures().offer(acme.id(), alice.id())).isEmpty();
    plan();
    String first = accounts.departures().offer(acme.id(), alice.id()).orElseThrow();
    server.clock().advance(Duration.ofMinutes(15));
    assertThat(accounts.departures().restore(first, Origin.CLI))
        .isInstanceOf(LinkResult.Expired.class);

    String second = accounts.departures().offer(acme.id(), alice.id()).orElseThrow();
    assertThat(accounts.departures().restore(second, Origin.CLI))
        .isInstanceOf(LinkResult.Done.class);
    assertThat(state()).isEqualTo("[{state=ACTIVE}]");
  }

  @Test
  void withoutGraceTheAccountIsGoneAtOnce() {
    server
        .core()
        .customerSettings
        .changeByName(acme.id(), Map.of("account.deletion-grace-days", "0"), Origin.CLI);

    assertThat(plan()).isEmpty();
    assertThat(server.count("SELECT count(*) FROM user_account")).isZero();
    assertThat(text(mailed(1))).contains("Your account at acme was deleted");
  }

  @Test
  void anAccountSwitchedOffMeanwhileStaysOffWhenItIsRestored() {
    plan();
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);
    assertThat(server.core().users.enable(acme.id(), alice.id(), Origin.CLI).state())
        .isEqualTo(User.State.LEAVING);
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);

    assertThat(accounts.departures().restore(acme.id(), alice.id(), Origin.CLI).state())
        .isEqualTo(User.State.DISABLED);
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> accounts.departures().restore(acme.id(), alice.id(), Origin.CLI));
  }
}
