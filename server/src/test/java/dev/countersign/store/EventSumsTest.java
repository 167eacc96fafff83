package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.Tally;
import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.AuditLook;
import dev.countersign.domain.AuditLook.Position;
import dev.countersign.domain.AuditLook.Seen;
import dev.countersign.domain.AuditLook.Whose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EventSum;
import dev.countersign.domain.ScoreSum;
import dev.countersign.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventSumsTest extends StoreContract {
  private static final CustomerId ACME = new CustomerId(5);
  private static final CustomerId OTHER = new CustomerId(6);

  private AuditEvent event(CustomerId customer, String kind, String outcome, String detail) {
    return new AuditEvent(
        samples.id(), now(), customer, new UserId(7), null, kind, outcome, "iam", "r", detail, "");
  }

  private void append(AuditEvent event) {
    write(tx -> tx.audit().append(event));
  }

  @Test
  void hoursAreSummedByCustomerAndWhatHappened() {
    append(event(ACME, "sign_in", "success", ""));
    append(event(ACME, "sign_in", "success", ""));
    append(event(ACME, "sign_in", "wrong_password", ""));
    append(event(OTHER, "sign_in", "success", ""));
    append(event(ACME, "face_authenticate", "success", "{\"score\":0.5312,\"threshold\":0.4}"));
    append(event(ACME, "face_authenticate", "no_match", "{\"score\":0.1}"));
    append(event(ACME, "face_authenticate", "no_face", "{}"));
    long hour = Tally.hour(now());
    Tally tally = new Tally(store, clock);

    tally.advance();
    tally.advance();

    assertThat(tally.between(Optional.of(ACME), hour, hour + 1))
        .contains(
            new EventSum(hour, "sign_in", "iam", "success", 2),
            new EventSum(hour, "sign_in", "iam", "wrong_password", 1))
        .hasSize(5);
    assertThat(tally.between(Optional.empty(), hour, hour + 1))
        .contains(new EventSum(hour, "sign_in", "iam", "success", 3));
    assertThat(tally.scores(ACME, hour, hour + 1))
        .containsExactly(new ScoreSum("no_match", 5, 1), new ScoreSum("success", 26, 1));
  }

  @Test
  void aScoreOfNextToNothingIsInTheLowestBand() {
    append(event(ACME, "face_authenticate", "no_match", "{\"score\":3.0E-4,\"threshold\":0.7}"));
    append(event(ACME, "face_authenticate", "no_match", "{\"score\":0.0003,\"threshold\":0.7}"));
    Tally tally = new Tally(store, clock);

    tally.advance();

    long hour = Tally.hour(now());
    assertThat(tally.scores(ACME, hour, hour + 1)).containsExactly(new ScoreSum("no_match", 0, 2));
  }

  @Test
  void anHourIsSummedAnewUntilNothingCanComeToItAnyMore() {
    Tally tally = new Tally(store, clock);
    append(event(ACME, "sign_in", "success", ""));
    long hour = Tally.hour(now());
    tally.advance();
    append(event(ACME, "sign_in", "success", ""));
    clock.advance(Duration.ofHours(1));
    append(event(ACME, "sign_out", "success", ""));
    tally.advance();

    assertThat(tally.between(Optional.of(ACME), hour, hour + 2))
        .containsExactly(
            new EventSum(hour, "sign_in", "iam", "success", 2),
            new EventSum(hour + 1, "sign_out", "iam", "success", 1));
    clock.advance(Duration.ofHours(3));
    tally.advance();
    long complete = number(tx -> tx.eventSums().lastComplete().orElseThrow());
    assertThat(complete).isGreaterThanOrEqualTo(hour + 2);
    assertThat(number(tx -> tx.eventSums().deleteBefore(hour + 1, 9))).isEqualTo(1);
    assertThat(tally.between(Optional.of(ACME), hour, hour + 2)).hasSize(1);
  }

  private Seen look(
      Whose whose,
      @Nullable String kind,
      @Nullable Boolean succeeded,
      @Nullable Position before,
      int limit) {
    Instant end = now().plusSeconds(1);
    AuditLook look =
        new AuditLook(whose, kind, succeeded, null, null, Instant.EPOCH, end, before, limit);
    return store.read(tx -> tx.audit().look(look));
  }

  @Test
  void theTrailIsLookedThroughFromTheNewestInPortions() {
    for (int i = 0; i < 5; i++) {
      append(event(ACME, i % 2 == 0 ? "sign_in" : "sign_out", "success", ""));
      append(event(OTHER, "sign_in", "wrong_password", ""));
    }
    Whose acme = new Whose.OfCustomer(ACME);

    Seen first = look(acme, null, null, null, 3);
    Seen second = look(acme, null, null, first.rest().orElseThrow(), 3);

    assertThat(first.events()).hasSize(3);
    assertThat(second.events()).hasSize(2);
    assertThat(second.rest()).isEmpty();
    assertThat(first.events()).doesNotContainAnyElementsOf(second.events());
    assertThat(look(acme, "sign_out", null, null, 9).events()).hasSize(2);
    assertThat(look(acme, null, false, null, 9).events()).isEmpty();
    assertThat(look(new Whose.OfEverybody(), "sign_in", false, null, 9).events())
        .extracting(AuditEvent::customerId)
        .containsOnly(OTHER)
        .hasSize(5);
    assertThat(look(new Whose.OfServer(), null, null, null, 9).events()).isEmpty();
  }
}
