package dev.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.OneTimeApprovals.Issued;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.DefaultLocale;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class OneTimeApprovalsTest {
  private static final String LOW_SCORE = "authenticate";

  private TestServer server;
  private Customer acme;
  private User alice;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCodeApprovesOnce() {
    Issued issued = issue();
    assertThat(issued.code().text()).matches("[0-9]{6}");
    assertThat(redeem(issued, issued.code())).isTrue();
    assertThat(redeem(issued, issued.code())).isFalse();
  }

  @Test
  @DefaultLocale("fa-IR")
  void aCodeHasTheSameDigitsEverywhere() {
    assertThat(issue().code().text()).matches("[0-9]{6}");
  }

  @Test
  void theRightCodeIsTooLateAfterFiveWrongOnes() {
    Issued issued = issue();
    for (int i = 0; i < 4; i++) {
      assertThat(redeem(issued, wrong(issued))).isFalse();
    }
    assertThat(redeem(issued, issued.code())).isTrue();
    Issued second = issue();
    for (int i = 0; i < 5; i++) {
      assertThat(redeem(second, wrong(second))).isFalse();
    }
    assertThat(redeem(second, second.code())).isFalse();
  }

  @Test
  void aCodeIsGoodForFiveMinutes() {
    Issued issued = issue();
    server.clock().advance(Duration.ofMinutes(5));
    assertThat(redeem(issued, issued.code())).isFalse();
  }

  @Test
  void aCodeIsForItsPersonItsCustomerAndItsPurpose() {
    User bob = server.user(acme, "bob");
    User eve = server.user(server.customer("other"), "eve");
    Issued issued = issue();
    OneTimeApprovals approvals = server.core().approvals;
    String reference = issued.reference();
    Secret code = issued.code();
    assertThat(approvals.redeem(acme.id(), bob.id(), LOW_SCORE, reference, code)).isFalse();
    assertThat(approvals.redeem(acme.id(), alice.id(), "delete", reference, code)).isFalse();
    assertThat(approvals.redeem(eve.customerId(), alice.id(), LOW_SCORE, reference, code))
        .isFalse();
    assertThat(approvals.redeem(acme.id(), alice.id(), LOW_SCORE, "unknown", code)).isFalse();
    assertThat(redeem(issued, code)).isTrue();
  }

  private Issued issue() {
    return server
        .core()
        .store
        .write(tx -> server.core().approvals.issue(tx, acme.id(), alice.id(), LOW_SCORE));
  }

  private boolean redeem(Issued issued, Secret code) {
    return server
        .core()
        .approvals
        .redeem(acme.id(), alice.id(), LOW_SCORE, issued.reference(), code);
  }

  private static Secret wrong(Issued issued) {
    int other = (Integer.parseInt(issued.code().text()) + 1) % 1_000_000;
    return Secret.of(String.format(Locale.ROOT, "%06d", other));
  }
}
