package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.DeliveryRecord.State;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.domain.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveriesTest extends StoreContract {
  private DeliveryRecord stored(Customer customer, Kind kind, State state) {
    DeliveryRecord delivery =
        new DeliveryRecord(
            samples.id(),
            customer.id(),
            kind == Kind.MAIL ? new UserId(7) : null,
            kind,
            "user_created",
            "https://acme.example/hook",
            state,
            "HTTP status 500",
            2,
            now(),
            now().plusMillis(3),
            state == State.FAILED ? now().plusSeconds(9) : null);
    write(tx -> tx.deliveries().put(delivery));
    return delivery;
  }

  private List<DeliveryRecord> list(
      CustomerId customer, Optional<Kind> kind, Optional<State> state, long before, int limit) {
    return list(tx -> tx.deliveries().list(customer, kind, state, before, limit));
  }

  @Test
  void deliveriesAreListedNewestFirstPageByPageAndByKindAndState() {
    Customer acme = storedCustomer("acme");
    DeliveryRecord one = stored(acme, Kind.CALLBACK, State.FAILED);
    DeliveryRecord two = stored(acme, Kind.MAIL, State.DELIVERED);
    DeliveryRecord three = stored(acme, Kind.CALLBACK, State.GIVEN_UP);
    Customer other = storedCustomer("other");
    DeliveryRecord theirs = stored(other, Kind.CALLBACK, State.FAILED);
    Optional<Kind> anyKind = Optional.empty();
    Optional<State> anyState = Optional.empty();

    assertThat(list(acme.id(), anyKind, anyState, Long.MAX_VALUE, 2)).containsExactly(three, two);
    assertThat(list(acme.id(), anyKind, anyState, two.id(), 2)).containsExactly(one);
    assertThat(list(acme.id(), Optional.of(Kind.CALLBACK), anyState, Long.MAX_VALUE, 9))
        .containsExactly(three, one);
    assertThat(
            list(
                acme.id(),
                Optional.of(Kind.CALLBACK),
                Optional.of(State.FAILED),
                Long.MAX_VALUE,
                9))
        .containsExactly(one);
    assertThat(find(tx -> tx.deliveries().find(acme.id(), two.id()))).contains(two);
    assertThat(find(tx -> tx.deliveries().find(acme.id(), theirs.id()))).isEmpty();
    assertThat(answer(tx -> tx.customers().delete(other.id()))).isTrue();
    assertThat(find(tx -> tx.deliveries().find(other.id(), theirs.id()))).isEmpty();
  }

  @Test
  void theLastTryIsRememberedAndOldOnesAreDeletedInBatches() {
    Customer acme = storedCustomer("acme");
    DeliveryRecord first = stored(acme, Kind.CALLBACK, State.FAILED);
    DeliveryRecord last =
        new DeliveryRecord(
            first.id(),
            acme.id(),
            null,
            Kind.CALLBACK,
            "user_created",
            "https://acme.example/new",
            State.DELIVERED,
            "HTTP status 200",
            3,
            now(),
            now().plusSeconds(5),
            null);
    write(tx -> tx.deliveries().put(last));
    stored(acme, Kind.MAIL, State.DELIVERED);
    stored(acme, Kind.MAIL, State.DELIVERED);

    assertThat(find(tx -> tx.deliveries().find(acme.id(), first.id()))).contains(last);
    assertThat(number(tx -> tx.deliveries().deleteBefore(now().plusMillis(3), 9))).isZero();
    assertThat(number(tx -> tx.deliveries().deleteBefore(now().plusMillis(4), 1))).isEqualTo(1);
    assertThat(number(tx -> tx.deliveries().deleteBefore(now().plusMillis(4), 9))).isEqualTo(1);
  }

  @Test
  void aMessageThatWasGivenUpIsKeptUntilItIsRevivedOrOld() {
    Customer acme = storedCustomer("acme");
    OutboxMessage message = samples.mail(acme.id());
    OutboxMessage old = samples.mail(acme.id());
    write(tx -> {
      tx.outbox().put(message);
      tx.outbox().put(old);
      tx.outbox().giveUp(message.id(), now());
      tx.outbox().giveUp(old.id(), now().minusSeconds(5));
    });
    CustomerId other = storedCustomer("other").id();

    assertThat(read(tx -> tx.outbox().waiting()).longValue()).isZero();
    assertThat(leased()).isEmpty();
    assertThat(read(tx -> tx.outbox().givenUp(acme.id(), message.id())).booleanValue()).isTrue();
    assertThat(read(tx -> tx.outbox().givenUp(other, message.id())).booleanValue()).isFalse();
    assertThat(find(tx -> tx.outbox().find(other, message.id()))).isEmpty();
    assertThat(number(tx -> tx.outbox().deleteGivenUp(now(), 9))).isEqualTo(1);
    assertThat(find(tx -> tx.outbox().find(acme.id(), old.id()))).isEmpty();

    assertThat(answer(tx -> tx.outbox().revive(other, message.id(), now(), now()))).isFalse();
    assertThat(answer(tx -> tx.outbox().revive(acme.id(), message.id(), now(), now()))).isTrue();
    assertThat(answer(tx -> tx.outbox().revive(acme.id(), message.id(), now(), now()))).isFalse();
    assertThat(leased()).containsExactly(message.id());
    assertThat(find(tx -> tx.outbox().find(acme.id(), message.id())).orElseThrow().attempts())
        .isEqualTo(1);
  }

  private List<Long> leased() {
    return store
        .write(
            tx -> tx.outbox().lease(Kind.MAIL, now().plusSeconds(999), now().plusSeconds(9999), 9))
        .stream()
        .map(OutboxMessage::id)
        .toList();
  }
}
