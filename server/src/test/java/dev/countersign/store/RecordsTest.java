package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.Page;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** Nonces, audit trail, outbox, search spaces, settings, canaries and counters. */
class RecordsTest extends StoreContract {
  @Test
  void aNonceIsUsedOnceEvenByManyAtOnce() throws Exception {
    byte[] digest = {1, 2, 3};
    List<Boolean> used =
        together(16, () -> answer(tx -> tx.nonces().use(digest, now().plusSeconds(1))));
    assertThat(used).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(number(tx -> tx.nonces().deleteExpired(now().plusSeconds(1), 9))).isZero();
    assertThat(number(tx -> tx.nonces().deleteExpired(now().plusSeconds(2), 9))).isEqualTo(1);
    assertThat(answer(tx -> tx.nonces().use(digest, now()))).isTrue();
  }

  @Test
  void expiredNoncesAreDeletedInSmallBatches() {
    for (byte i = 0; i < 5; i++) {
      byte[] digest = {i};
      write(tx -> tx.nonces().use(digest, now()));
    }
    Instant later = now().plusMillis(1);
    assertThat(number(tx -> tx.nonces().deleteExpired(later, 3))).isEqualTo(3);
    assertThat(number(tx -> tx.nonces().deleteExpired(later, 3))).isEqualTo(2);
  }

  @Test
  void auditEventsArePagedNewestFirstByKindAndTime() {
    CustomerId customer = new CustomerId(5);
    for (String kind : List.of("sign_in", "refresh", "sign_in", "sign_out")) {
      AuditEvent event = event(customer, kind);
      write(tx -> tx.audit().append(event));
      clock.advance(Duration.ofSeconds(1));
    }
    write(tx -> tx.audit().append(event(new CustomerId(6), "sign_in")));
    Instant start = now().minusSeconds(4);
    List<String> both = List.of("sign_in", "sign_out");
    Page<AuditEvent> page =
        read(tx -> tx.audit().page(customer, both, start, now().plusMillis(1), 0, 2));
    assertThat(page.total()).isEqualTo(3);
    assertThat(page.items()).extracting(AuditEvent::kind).containsExactly("sign_out", "sign_in");
    Page<AuditEvent> rest = read(tx -> tx.audit().page(customer, both, start, now(), 2, 2));
    assertThat(rest.items()).extracting(AuditEvent::at).containsExactly(start);
    Page<AuditEvent> none = read(tx -> tx.audit().page(customer, both, start, start, 0, 9));
    assertThat(none.items()).isEmpty();
    Page<AuditEvent> noKind = read(tx -> tx.audit().page(customer, List.of(), start, now(), 0, 9));
    assertThat(noKind.total()).isZero();
  }

  private AuditEvent event(CustomerId customer, String kind) {
    return new AuditEvent(
        samples.id(), now(), customer, new UserId(7), null, kind, "success", "cli", "r1", "{}", "");
  }

  @Test
  void anAuditEventComesBackAsItWasAppendedAndOldOnesAreDeletedInBatches() {
    CustomerId customer = new CustomerId(5);
    AuditEvent event =
        new AuditEvent(
            samples.id(),
            now(),
            customer,
            null,
            new SessionId(8),
            "k",
            "denied",
            "cli",
            "",
            "",
            "user:5/9");
    AuditEvent servers =
        new AuditEvent(samples.id(), now(), null, null, null, "k", "success", "cli", "", "", "");
    write(tx -> {
      tx.audit().append(event);
      tx.audit().append(servers);
    });
    Instant later = now().plusMillis(1);
    Page<AuditEvent> page = read(tx -> tx.audit().page(customer, List.of("k"), now(), later, 0, 9));
    assertThat(page.items()).containsExactly(event);
    assertThat(number(tx -> tx.audit().deleteBefore(now(), 9))).isZero();
    assertThat(number(tx -> tx.audit().deleteBefore(later, 1))).isEqualTo(1);
    assertThat(number(tx -> tx.audit().deleteBefore(later, 1))).isEqualTo(1);
  }

  @Test
  void aMessageIsLeasedWhenItIsDueAndAgainWhenTheLeaseEnds() {
    Customer acme = storedCustomer("acme");
    OutboxMessage message = samples.mail(acme.id());
    OutboxMessage servers =
        new OutboxMessage(
            samples.id(),
            null,
            null,
            OutboxMessage.Kind.CALLBACK,
            new byte[] {1},
            0,
            now().plusSeconds(5),
            now().plusSeconds(99),
            now());
    write(tx -> {
      tx.outbox().put(servers);
      tx.outbox().put(message);
    });
    assertThat(lease(store, now().minusMillis(1), 9)).isEmpty();
    assertThat(lease(store, now(), 9))
        .usingRecursiveFieldByFieldElementComparator(
            RecursiveComparisonConfiguration.builder().withIgnoredFields("attempts").build())
        .containsExactly(message);
    assertThat(lease(store, now(), 9)).isEmpty();
    Instant leaseEnds = now().plusSeconds(30);
    List<OutboxMessage> again = lease(store, leaseEnds, 9);
    assertThat(again).extracting(OutboxMessage::id).containsExactly(message.id());
    assertThat(again).extracting(OutboxMessage::attempts).containsExactly(2);
    // Each kind is taken by itself, however long the other has been due.
    assertThat(lease(store, OutboxMessage.Kind.CALLBACK, leaseEnds, 9))
        .extracting(OutboxMessage::id)
        .containsExactly(servers.id());
    write(tx -> tx.outbox().postpone(message.id(), now()));
    assertThat(lease(store, now(), 9)).extracting(OutboxMessage::attempts).containsExactly(3);
    write(tx -> tx.outbox().remove(message.id()));
    assertThat(read(tx -> tx.outbox().waiting()).longValue()).isEqualTo(1);
  }

  @Test
  void theMessagesThatTellOfAPersonAreRemovedTogether() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    User bob = storedUser(acme, "bob");
    OutboxMessage anns = about(ann);
    OutboxMessage bobs = about(bob);
    write(tx -> {
      tx.outbox().put(anns);
      tx.outbox().put(about(ann));
      tx.outbox().put(bobs);
      tx.outbox().put(samples.mail(acme.id()));
    });
    assertThat(number(tx -> tx.outbox().removeOfUser(new CustomerId(1), ann.id()))).isZero();
    assertThat(number(tx -> tx.outbox().removeOfUser(acme.id(), ann.id()))).isEqualTo(2);
    assertThat(lease(store, now(), 9))
        .extracting(OutboxMessage::userId)
        .containsExactlyInAnyOrder(bob.id(), null);
    // Delivered, or not, while the person was erased: there is nothing left to write.
    write(tx -> {
      tx.outbox().postpone(anns.id(), now());
      tx.outbox().remove(anns.id());
    });
    assertThat(read(tx -> tx.outbox().waiting()).longValue()).isEqualTo(2);
  }

  private OutboxMessage about(User user) {
    OutboxMessage mail = samples.mail(user.customerId());
    return new OutboxMessage(
        mail.id(),
        user.customerId(),
        user.id(),
        mail.kind(),
        mail.sealedPayload(),
        0,
        mail.nextAttemptAt(),
        mail.giveUpAt(),
        mail.createdAt());
  }

  @Test
  void twoNodesNeverLeaseTheSameMessage() throws Exception {
    Customer acme = storedCustomer("acme");
    for (int i = 0; i < 60; i++) {
      write(tx -> tx.outbox().put(samples.mail(acme.id())));
    }
    try (Store second = database.open()) {
      AtomicInteger number = new AtomicInteger();
      List<List<OutboxMessage>> leases =
          together(
              12,
              () -> {
                Store node = number.incrementAndGet() % 2 == 0 ? store : second;
                List<OutboxMessage> all = new ArrayList<>(lease(node, now(), 5));
                all.addAll(lease(node, now(), 5));
                return all;
              });
      List<OutboxMessage> all = new ArrayList<>(leases.stream().flatMap(List::stream).toList());
      all.addAll(lease(store, now(), 100));
      assertThat(all).extracting(OutboxMessage::id).doesNotHaveDuplicates().hasSize(60);
    }
  }

  private static List<OutboxMessage> lease(Store node, Instant at, int limit) {
    return lease(node, OutboxMessage.Kind.MAIL, at, limit);
  }

  private static List<OutboxMessage> lease(
      Store node, OutboxMessage.Kind kind, Instant at, int limit) {
    return node.write(tx -> tx.outbox().lease(kind, at, at.plusSeconds(30), limit));
  }

  @Test
  void aSearchSpaceHoldsExactlyTheGivenPeopleSortedBytewise() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "Ann");
    User bob = storedUser(acme, "bob");
    User zoe = storedUser(acme, "é");
    SearchSpace space = new SearchSpace(acme.id(), samples.id(), "VIP", "vip");
    write(tx -> {
      tx.searchSpaces().add(space);
      tx.searchSpaces().replaceMembers(space, List.of(zoe.id(), ann.id(), ann.id()));
    });
    assertThat(find(tx -> tx.searchSpaces().byNameKey(acme.id(), "vip"))).contains(space);
    assertThat(list(tx -> tx.searchSpaces().memberNames(space))).containsExactly("Ann", "é");
    write(tx -> tx.searchSpaces().replaceMembers(space, List.of(bob.id())));
    assertThat(list(tx -> tx.searchSpaces().memberNames(space))).containsExactly("bob");
    write(tx -> tx.searchSpaces().replaceMembers(space, List.of()));
    assertThat(list(tx -> tx.searchSpaces().memberNames(space))).isEmpty();
    assertThat(answer(tx -> tx.searchSpaces().delete(space))).isTrue();
    assertThat(answer(tx -> tx.searchSpaces().delete(space))).isFalse();
    assertThat(list(tx -> tx.users().list(acme.id(), "", 9))).hasSize(3);
  }

  @Test
  void searchSpacesAreListedByNameRenamedAndEmptiedOneByOne() {
    Customer acme = storedCustomer("acme");
    Customer other = storedCustomer("other");
    User ann = storedUser(acme, "ann");
    User bob = storedUser(acme, "bob");
    SearchSpace vip = new SearchSpace(acme.id(), samples.id(), "VIP", "vip");
    SearchSpace all = new SearchSpace(acme.id(), samples.id(), "All", "all");
    SearchSpace gone = new SearchSpace(acme.id(), samples.id(), "Gone", "gone");
    write(tx -> {
      tx.searchSpaces().add(vip);
      tx.searchSpaces().add(all);
      tx.searchSpaces().add(new SearchSpace(other.id(), samples.id(), "B", "b"));
      tx.searchSpaces().addMembers(vip, List.of(ann.id(), bob.id()));
    });
    assertThat(list(tx -> tx.searchSpaces().list(acme.id(), "", 9))).containsExactly(all, vip);
    assertThat(list(tx -> tx.searchSpaces().list(acme.id(), "all", 9))).containsExactly(vip);
    assertThat(list(tx -> tx.searchSpaces().list(acme.id(), "", 1))).containsExactly(all);
    int counted = read(tx -> tx.searchSpaces().countMembers(vip, 9));
    int bounded = read(tx -> tx.searchSpaces().countMembers(vip, 1));
    assertThat(counted).isEqualTo(2);
    assertThat(bounded).isOne();
    assertThat(answer(tx -> tx.searchSpaces().removeMember(vip, ann.id()))).isTrue();
    assertThat(answer(tx -> tx.searchSpaces().removeMember(vip, ann.id()))).isFalse();
    assertThat(list(tx -> tx.searchSpaces().memberNames(vip))).containsExactly("bob");
    SearchSpace taken = new SearchSpace(acme.id(), all.id(), "vip", "vip");
    write(tx -> {
      assertThatExceptionOfType(AlreadyExists.class)
          .isThrownBy(() -> tx.searchSpaces().rename(taken));
      assertThatExceptionOfType(NotFound.class).isThrownBy(() -> tx.searchSpaces().rename(gone));
    });
    SearchSpace renamed = new SearchSpace(acme.id(), all.id(), "Zoo", "zoo");
    write(tx -> tx.searchSpaces().rename(renamed));
    assertThat(list(tx -> tx.searchSpaces().list(acme.id(), "", 9))).containsExactly(vip, renamed);
  }

  @Test
  void aSearchSpacesNameIsUniqueAndItsMembersAreTheCustomersOwn() {
    Customer acme = storedCustomer("acme");
    User stranger = storedUser(storedCustomer("other"), "eve");
    SearchSpace space = new SearchSpace(acme.id(), samples.id(), "VIP", "vip");
    write(tx -> {
      assertThatExceptionOfType(NotFound.class)
          .isThrownBy(() -> tx.searchSpaces().replaceMembers(space, List.of()));
      tx.searchSpaces().add(space);
      assertThatExceptionOfType(AlreadyExists.class).isThrownBy(() -> tx.searchSpaces().add(space));
    });
    assertThatExceptionOfType(ChangedMeanwhile.class)
        .isThrownBy(
            () -> write(tx -> tx.searchSpaces().replaceMembers(space, List.of(stranger.id()))));
  }

  @Test
  void replacementsAtOnceLeaveThePeopleOfOne() throws Exception {
    Customer acme = storedCustomer("acme");
    List<User> users = LongStream.range(0, 8).mapToObj(i -> storedUser(acme, "user-" + i)).toList();
    SearchSpace space = new SearchSpace(acme.id(), samples.id(), "VIP", "vip");
    write(tx -> tx.searchSpaces().add(space));
    AtomicInteger number = new AtomicInteger();
    var done =
        together(
            8,
            () -> {
              UserId mine = users.get(number.getAndIncrement()).id();
              write(tx -> tx.searchSpaces().replaceMembers(space, List.of(mine)));
              return true;
            });
    assertThat(done).hasSize(8);
    assertThat(list(tx -> tx.searchSpaces().memberNames(space))).hasSize(1);
  }

  @Test
  void settingsAreMerged() {
    Customer acme = storedCustomer("acme");
    write(tx -> tx.settings().put(acme.id(), Map.of("a", "1", "b", "😀")));
    write(tx -> tx.settings().put(acme.id(), Map.of("a", "2")));
    write(tx -> tx.settings().put(acme.id(), Map.of()));
    Map<String, String> all = read(tx -> tx.settings().all(acme.id()));
    assertThat(all).isEqualTo(Map.of("a", "2", "b", "😀"));
    Map<String, String> none = read(tx -> tx.settings().all(new CustomerId(1)));
    assertThat(none).isEmpty();
  }

  @Test
  void aCanaryIsKeptByKeyIdWhateverItsSignAndNeverReplaced() {
    write(tx -> {
      tx.canaries().add(0xF000_0001, new byte[] {1}, now());
      tx.canaries().add(7, new byte[] {2}, now());
      tx.canaries().add(0xF000_0001, new byte[] {3}, now());
    });
    Map<Integer, byte[]> all = read(tx -> tx.canaries().all());
    assertThat(all).containsOnlyKeys(0xF000_0001, 7);
    assertThat(all.get(0xF000_0001)).containsExactly(1);
  }

  @Test
  void aCounterBeginsAtOneAndGivesEveryNumberOnce() throws Exception {
    List<Long> numbers = together(20, () -> number(tx -> tx.counters().next("node")));
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    assertThat(number(tx -> tx.counters().next("other"))).isEqualTo(1);
  }
}
