package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.assembly.Core;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.notify.SendingLimit;
import dev.countersign.store.AlreadyExists;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentInvitationsTest {
  private final List<EnrolmentMail> queued = new ArrayList<>();
  private final List<EnrolmentTexts.EnrolmentText> texted = new ArrayList<>();
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private UserAdministration users;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    users = users((tx, mail) -> queued.add(mail));
  }

  private UserAdministration users(EnrolmentMails mails) {
    Core core = server.core();
    return new UserAdministration(
        core.store,
        core.hasher,
        core.policy,
        core.enrolmentLinks,
        new EnrolmentInvitations(
            core.customerSettings,
            mails,
            (_, text) -> texted.add(text),
            new SendingLimit(core.clock)),
        core.erasure,
        core.audit,
        core.ids,
        core.clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theCustomersMailIsFilledInAndQueued() {
    template("For {fullName}", "Hi {fullName} ({userName}):\n{enrollmentUrl}", "a@acme.example");

    User alice = invite("alice", "{enrollmentUrl} $1 \\", "alice@example.org");

    String url = server.core().enrolmentLinks.url(acme.id(), alice.enrolment());
    assertThat(queued)
        .containsExactly(
            new EnrolmentMail(
                acme.id(),
                alice.id(),
                "a@acme.example",
                List.of("alice@example.org"),
                "For {enrollmentUrl} $1 \\",
                "Hi {enrollmentUrl} $1 \\ (alice):\n" + url));
    assertThat(queued.getFirst().toString()).doesNotContain("alice", url);
  }

  @Test
  void aTextThatDoesNotSayWhereTheUrlBelongsEndsWithIt() {
    template("Enrol", "Hello", "");

    User alice = invite("alice", "Alice", "alice@example.org");

    String url = server.core().enrolmentLinks.url(acme.id(), alice.enrolment());
    assertThat(queued.getFirst().body()).isEqualTo("Hello\n\n" + url + "\n");
  }

  @Test
  void aTextMessageGoesToTheNumberWithItsCountryWhereTheCustomerWantsIt() {
    invite("alice", "Alice", "alice@example.org");
    assertThat(texted).isEmpty();
    server
        .core()
        .customerSettings
        .change(acme.id(), old -> old.withEnrolmentUrlBySms(true), Origin.CLI);

    User bob =
        users.invite(
            acme.id(),
            new NewUser("bob", new Profile("Bob", "", false, "5550100", "+44"), Optional.empty()),
            Origin.CLI);
    users.invite(
        acme.id(),
        new NewUser("dora", new Profile("Dora", "", false, "", "+44"), Optional.empty()),
        Origin.CLI);

    String url = server.core().enrolmentLinks.url(acme.id(), bob.enrolment());
    assertThat(texted)
        .containsExactly(
            new EnrolmentTexts.EnrolmentText(
                acme.id(), bob.id(), "+445550100", "Please enrol your face here: " + url));
    assertThat(texted.getFirst().toString()).doesNotContain("5550100", url);
    assertThat(queued).isEmpty();
  }

  @Test
  void aTelephoneIsCountedOnceHoweverItsNumberIsWritten() {
    server
        .core()
        .customerSettings
        .change(acme.id(), old -> old.withEnrolmentUrlBySms(true), Origin.CLI);
    List<String> written = List.of("+445550100", "+44 5550100", "0044-5550100", "(+44) 555.0100");
    for (int i = 0; i < 20; i++) {
      text("one" + i, written.get(i % written.size()));
    }

    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> text("more", "+44/5550100"));

    assertThat(texted).extracting(EnrolmentTexts.EnrolmentText::number).containsOnly("+445550100");
    text("other", "+++");
    assertThat(texted).hasSize(20);
  }

  private void text(String name, String number) {
    Profile profile = new Profile(name, "", false, number, "");
    users.invite(acme.id(), new NewUser(name, profile, Optional.empty()), Origin.CLI);
  }

  @Test
  void otherRecipientsAreTheCustomersChoice() {
    template("Enrol", "Hello", "", "{emailId}", "desk@acme.example");

    invite("alice", "Alice", "");

    assertThat(queued.getFirst().to()).containsExactly("desk@acme.example");
  }

  @Test
  void nothingIsQueuedWithoutAMailOrWithoutARecipient() {
    invite("alice", "Alice", "alice@example.org");
    template("Enrol", "Hello", "");
    invite("bob", "Bob", "");

    assertThat(queued).isEmpty();
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(2);
  }

  @Test
  void aPersonWhoIsNotCreatedGetsNoMailAndOneWithoutMailIsNotCreated() {
    template("Enrol", "Hello", "");
    invite("alice", "Alice", "alice@example.org");
    assertThatExceptionOfType(AlreadyExists.class)
        .isThrownBy(() -> invite("alice", "Alice", "alice@example.org"));
    assertThat(queued).hasSize(1);

    users =
        users((tx, mail) -> {
          throw new IllegalStateException("no room");
        });
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> invite("bob", "Bob", "bob@example.org"));
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(1);
  }

  @Test
  void everyProfileThatCanBeStoredCanBeMailed() {
    template("{fullName}{fullName}", "{phoneNumber}", "");

    invite("alice", "\u2028" + "\ud83d\ude00".repeat(127), "{emailId}@{x}");

    assertThat(queued).hasSize(1);
    assertThat(queued.getFirst().to()).containsExactly("{emailId}@{x}");
    assertThat(queued.getFirst().subject()).hasSizeBetween(254, 255);
  }

  @Test
  void oneAddressGetsTwentyADayAndThenNobodyIsCreatedWithIt() {
    template("Enrol", "Hello", "", "{emailId}", "desk@acme.example");
    for (int i = 0; i < 20; i++) {
      invite("one" + i, "One", "One@example.org");
    }

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> invite("more", "More", "one@example.org"))
        .withMessage(
            "the address in emailId was sent 20 such mails within a day; try again in 24 hours, or"
                + " leave emailId out");
    assertThat(queued).hasSize(20);
    assertThat(server.count("SELECT count(*) FROM user_account")).isEqualTo(20);
    invite("other", "Other", "other@example.org");
    for (int i = 0; i < 20; i++) {
      // The customer's own desk is told of everybody.
      invite("none" + i, "None", "");
    }
    server.clock().advance(Duration.ofDays(1));
    invite("more", "More", "one@example.org");
    assertThat(queued).hasSize(42);
  }

  private void template(String subject, String body, String from, String... to) {
    MailTemplate template = new MailTemplate(subject, body, from, List.of(to));
    server
        .core()
        .customerSettings
        .change(acme.id(), old -> old.withMail(MailOccasion.ENROLMENT_URL, template), Origin.CLI);
  }

  private User invite(String name, String fullName, String email) {
    Profile profile = new Profile(fullName, email, false, "5550100", "+44");
    return users.invite(acme.id(), new NewUser(name, profile, Optional.empty()), Origin.CLI);
  }
}
