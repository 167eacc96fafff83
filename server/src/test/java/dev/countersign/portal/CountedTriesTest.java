package dev.countersign.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.capture.Refusal;
import dev.countersign.customer.CustomerSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.Portal.Progress;
import dev.countersign.domain.Portal.State;
import dev.countersign.domain.User;
import dev.countersign.enrolment.LinkTries;
import dev.countersign.portal.Visit.Open;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class CountedTriesTest {
  private static final int MOST = 20;

  private TestServer server;
  private Customer acme;
  private User alice;
  private CountedTries tries;
  private long portals;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    tries = new CountedTries(new LinkTries(server.core().store, server.clock()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Another portal that is opened to alice. */
  private Open another() {
    portals++;
    Portal portal =
        new Portal(
            acme.id(),
            portals,
            new byte[] {(byte) portals},
            Kind.AUTHENTICATE,
            alice.id(),
            "",
            "",
            server.clock().instant(),
            server.clock().instant().plus(Duration.ofHours(1)),
            null,
            new Progress(State.OPEN, "", 0, null));
    return new Open(
        acme, Kind.AUTHENTICATE, Optional.of(alice), CustomerSettings.DEFAULT, Optional.of(portal));
  }

  private void make(int number, Supplier<Outcome> attempt) {
    for (int i = 0; i < number; i++) {
      assertThat(tries.counted(another(), attempt)).isEqualTo(attempt.get());
    }
  }

  private boolean keptOut() {
    Outcome outcome = tries.counted(another(), () -> refused("no_face"));
    return outcome instanceof Outcome.TooOften(Duration _, boolean person) && person;
  }

  private static Outcome refused(String code) {
    return new Outcome.Refused(Refusal.of(code, "Refused"));
  }

  @Test
  void guessesStayCounted() {
    make(5, () -> refused("no_match"));
    make(5, () -> refused("not_live"));
    make(5, () -> refused("wrong_code"));
    make(4, () -> new Outcome.CodeSent("reference"));
    assertThat(keptOut()).isFalse();
    make(1, () -> refused("no_match"));
    assertThat(keptOut()).isTrue();
    server.clock().advance(Duration.ofHours(1));
    assertThat(keptOut()).isFalse();
  }

  @Test
  void whatWasComparedWithNobodyDoesNot() {
    make(MOST - 1, () -> refused("no_match"));
    for (String code :
        List.of(
            "no_face",
            "more_than_one",
            "too_small",
            "too_turned",
            "too_unclear",
            "picture_corrupt",
            "picture_not_a_url",
            "not_turned",
            "challenge_over",
            "not_enrolled")) {
      make(3, () -> refused(code));
    }
    make(3, () -> new Outcome.Busy(Duration.ofSeconds(1)));
    make(3, () -> new Outcome.Authenticated(Optional.empty()));
    assertThat(keptOut()).isFalse();
    make(1, () -> refused("no_match"));
    assertThat(keptOut()).isTrue();
  }

  @Test
  void whatBreaksDoesNot() {
    for (int i = 0; i < MOST + 1; i++) {
      Open visit = another();
      assertThatThrownBy(() ->
              tries.counted(
                  visit,
                  () -> {
                    throw new IllegalStateException("not ready");
                  }))
          .hasMessage("not ready");
    }
    assertThat(keptOut()).isFalse();
  }

  @Test
  void triesUnderWayCountWhateverBecomesOfThem() {
    assertThat(nested(MOST)).isTrue();
    assertThat(keptOut()).isFalse();
  }

  /** Whether one more is kept out while so many are under way. */
  private boolean nested(int more) {
    if (more == 0) {
      return keptOut();
    }
    boolean[] kept = new boolean[1];
    tries.counted(
        another(),
        () -> {
          kept[0] = nested(more - 1);
          return refused("no_face");
        });
    return kept[0];
  }

  @Test
  void ofTheAddressItselfEveryTryCountsThatWasLookedAt() {
    Open visit = another();
    for (int i = 0; i < MOST; i++) {
      tries.counted(visit, () -> refused("no_face"));
      tries.counted(visit, () -> new Outcome.Busy(Duration.ofSeconds(1)));
    }
    assertThat(tries.counted(visit, () -> refused("no_face")))
        .isEqualTo(new Outcome.TooOften(Duration.ofHours(1), false));
  }
}
