package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.EnrolmentQuery;
import dev.countersign.domain.Page;
import dev.countersign.domain.Profile;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.domain.UserSearch;
import dev.countersign.domain.UserSearch.Order;
import dev.countersign.domain.UserSearch.Position;
import dev.countersign.domain.UserSearch.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest extends StoreContract {
  @Test
  void aPersonIsFoundThroughTheirCustomerAlone() {
    Customer acme = storedCustomer("acme");
    Customer other = storedCustomer("other");
    User ann = storedUser(acme, "Ann");
    String reference = ann.enrolment().reference();
    assertThat(find(tx -> tx.users().byId(acme.id(), ann.id()))).contains(ann);
    assertThat(find(tx -> tx.users().byNameKey(acme.id(), "ann"))).contains(ann);
    assertThat(find(tx -> tx.users().byEnrolmentReference(acme.id(), reference))).contains(ann);
    assertThat(find(tx -> tx.users().byId(other.id(), ann.id()))).isEmpty();
    assertThat(find(tx -> tx.users().byNameKey(other.id(), "ann"))).isEmpty();
    assertThat(find(tx -> tx.users().byEnrolmentReference(other.id(), reference))).isEmpty();
  }

  @Test
  void manyPeopleAreFoundAtOnceThroughTheirCustomerAlone() {
    Customer acme = storedCustomer("acme");
    Customer other = storedCustomer("other");
    List<UserId> ids = new ArrayList<>();
    List<String> keys = new ArrayList<>(List.of("unknown"));
    write(tx -> {
      for (int i = 0; i < 1001; i++) {
        User user = samples.user(acme.id(), "user" + i);
        tx.users().add(user);
        ids.add(user.id());
        keys.add(user.userNameKey());
      }
    });
    assertThat(list(tx -> tx.users().byIds(acme.id(), ids)))
        .extracting(User::id)
        .containsExactlyInAnyOrderElementsOf(ids);
    Map<String, UserId> found = read(tx -> tx.users().idsByNameKey(acme.id(), keys));
    assertThat(found).hasSize(1001).containsEntry("user7", ids.get(7)).doesNotContainKey("unknown");
    assertThat(list(tx -> tx.users().byIds(other.id(), ids))).isEmpty();
    found = read(tx -> tx.users().idsByNameKey(other.id(), keys));
    assertThat(found).isEmpty();
    assertThat(list(tx -> tx.users().byIds(acme.id(), List.of()))).isEmpty();
  }

  @Test
  void aTakenNameIsRefusedAndTheTransactionGoesOn() {
    Customer acme = storedCustomer("acme");
    storedUser(acme, "ann");
    write(tx -> {
      assertThatExceptionOfType(AlreadyExists.class)
          .isThrownBy(() -> tx.users().add(samples.user(acme.id(), "ANN")))
          .withMessage("a user of that name exists already");
      tx.users().add(samples.user(acme.id(), "bob"));
    });
    assertThat(names(acme)).containsExactly("ann", "bob");
  }

  @Test
  void theSameNameMayBeUsedByAnotherCustomer() {
    storedUser(storedCustomer("acme"), "ann");
    Customer other = storedCustomer("other");
    storedUser(other, "ann");
    assertThat(names(other)).containsExactly("ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "😀👩🏽‍🚀",
        "Zoë",
        "Zoë",
        "日本語",
        "𝔘𝔫𝔦",
        "'; DROP TABLE customer; --",
        "a:b ?",
        " "
      })
  void everyTextComesBackAsItWasGiven(String text) {
    Customer acme = storedCustomer("acme");
    User user =
        samples
            .user(acme.id(), text)
            .withProfile(new Profile(text, text, false, text, text))
            .withPassword(text);
    write(tx -> tx.users().add(user));
    assertThat(find(tx -> tx.users().byNameKey(acme.id(), user.userNameKey()))).contains(user);
  }

  @Test
  void composedAndDecomposedNamesAreDifferentNames() {
    Customer acme = storedCustomer("acme");
    storedUser(acme, "zoë");
    storedUser(acme, "zoe\u0308");
    assertThat(names(acme)).containsExactly("zoe\u0308", "zoë");
  }

  @Test
  void aPersonWithoutPasswordHasNone() {
    Customer acme = storedCustomer("acme");
    User given = samples.user(acme.id(), "ann");
    User ann =
        new User(
            given.customerId(),
            given.id(),
            given.userName(),
            given.userNameKey(),
            Profile.EMPTY,
            null,
            1,
            User.State.DISABLED,
            now(),
            given.enrolment(),
            now(),
            now());
    write(tx -> tx.users().add(ann));
    assertThat(find(tx -> tx.users().byId(acme.id(), ann.id()))).contains(ann);
  }

  @Test
  void anUpdateReplacesEveryColumn() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    clock.advance(Duration.ofSeconds(5));
    User changed =
        ann.withName("Anna", "anna")
            .withProfile(new Profile("Anna", "anna@example.org", false, "1", "+44"))
            .withPassword("$argon2id$new")
            .withState(User.State.DISABLED)
            .withBlacklistedAt(now())
            .withEnrolment(
                new Enrolment("new", Enrolment.State.SUCCESS, now(), now().plusSeconds(1)));
    write(tx -> tx.users().update(ann, changed, now()));
    User read = find(tx -> tx.users().byId(acme.id(), ann.id())).orElseThrow();
    assertThat(read).usingRecursiveComparison().ignoringFields("updatedAt").isEqualTo(changed);
    assertThat(read.updatedAt()).isEqualTo(now());
  }

  @Test
  void anUpdateOfWhatSomebodyElseChangedIsRefusedEvenWithinAMillisecond() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> tx.users().update(ann, ann.withState(User.State.DISABLED), now()));
    assertThatExceptionOfType(ChangedMeanwhile.class)
        .isThrownBy(() -> write(tx -> tx.users().update(ann, ann.withPassword("x"), now())));
    User read = find(tx -> tx.users().byId(ann.customerId(), ann.id())).orElseThrow();
    assertThat(read.password()).isEqualTo(ann.password());
    write(tx -> tx.users().update(read, read.withPassword("x"), now()));
  }

  @Test
  void anUpdateOfSomebodyGoneIsNotFoundAndTheTransactionGoesOn() {
    Customer acme = storedCustomer("acme");
    User gone = samples.user(acme.id(), "ann");
    write(tx -> {
      assertThatExceptionOfType(NotFound.class)
          .isThrownBy(() -> tx.users().update(gone, gone.withPassword("x"), now()));
      tx.users().add(samples.user(acme.id(), "bob"));
    });
    assertThat(names(acme)).containsExactly("bob");
  }

  @Test
  void anUpdateToATakenNameIsRefusedAndTheTransactionGoesOn() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    storedUser(acme, "bob");
    write(tx -> {
      assertThatExceptionOfType(AlreadyExists.class)
          .isThrownBy(() -> tx.users().update(ann, ann.withName("Bob", "bob"), now()));
      tx.users().update(ann, ann.withName("ANN", "ann"), now());
    });
    assertThat(names(acme)).containsExactly("ANN", "bob");
  }

  @Test
  void ofManyUpdatesAtOnceFromTheSameStateOneIsDone() throws Exception {
    User ann = storedUser(storedCustomer("acme"), "ann");
    AtomicInteger number = new AtomicInteger();
    List<Boolean> done =
        together(
            12,
            () -> {
              String hash = "hash-" + number.incrementAndGet();
              try {
                write(tx -> tx.users().update(ann, ann.withPassword(hash), now()));
                return true;
              } catch (ChangedMeanwhile e) {
                return false;
              }
            });
    assertThat(done).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  @Test
  void ofManyWhoTakeTheSameNameAtOnceOneGetsIt() throws Exception {
    Customer acme = storedCustomer("acme");
    AtomicInteger number = new AtomicInteger();
    List<Boolean> done =
        together(
            12,
            () -> {
              User user = storedUser(acme, "user-" + number.incrementAndGet());
              try {
                write(tx -> tx.users().update(user, user.withName("Same", "same"), now()));
                return true;
              } catch (AlreadyExists e) {
                return false;
              }
            });
    assertThat(done).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  @Test
  void deletingRemovesSessionsTokensDevicesAndMemberships() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    Session session = samples.session(ann, "phone_1");
    SearchSpace space = new SearchSpace(acme.id(), samples.id(), "VIP", "vip");
    write(tx -> {
      tx.devices().add(samples.device(ann, "phone_1"));
      tx.sessions().add(session);
      tx.sessions().addToken(new byte[32], session.id(), now(), now().plusSeconds(60));
      tx.searchSpaces().add(space);
      tx.searchSpaces().replaceMembers(space, List.of(ann.id()));
    });
    assertThat(answer(tx -> tx.users().delete(acme.id(), ann.id()))).isTrue();
    assertThat(answer(tx -> tx.users().delete(acme.id(), ann.id()))).isFalse();
    assertThat(find(tx -> tx.sessions().byId(session.id()))).isEmpty();
    assertThat(find(tx -> tx.sessions().ofToken(new byte[32]))).isEmpty();
    assertThat(list(tx -> tx.devices().list(acme.id(), ann.id()))).isEmpty();
    assertThat(list(tx -> tx.searchSpaces().memberNames(space))).isEmpty();
  }

  @Test
  void nobodyIsDeletedThroughAnotherCustomer() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Customer other = storedCustomer("other");
    assertThat(answer(tx -> tx.users().delete(other.id(), ann.id()))).isFalse();
    assertThat(find(tx -> tx.users().byId(ann.customerId(), ann.id()))).contains(ann);
  }

  @Test
  void theListIsSortedBytewiseAndReadInPieces() {
    Customer acme = storedCustomer("acme");
    for (String name : List.of("é", "z", "a_b", "a-b", "a b", "ab", "😀", "ﬁ")) {
      storedUser(acme, name);
    }
    assertThat(names(acme)).containsExactly("a b", "a-b", "a_b", "ab", "z", "é", "ﬁ", "😀");
    assertThat(list(tx -> tx.users().list(acme.id(), "a-b", 2)))
        .extracting(User::userName)
        .containsExactly("a_b", "ab");
    assertThat(list(tx -> tx.users().list(acme.id(), "😀", 2))).isEmpty();
  }

  @Test
  void theBlackListBeginsWithWhoIsOnItLongest() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    User bob = storedUser(acme, "bob");
    storedUser(acme, "eve");
    write(tx -> tx.users().update(bob, bob.withBlacklistedAt(now()), now()));
    clock.advance(Duration.ofMillis(1));
    write(tx -> tx.users().update(ann, ann.withBlacklistedAt(now()), now()));
    assertThat(list(tx -> tx.users().blacklisted(acme.id())))
        .extracting(User::userName)
        .containsExactly("bob", "ann");
  }

  @Test
  void enrolmentsArePagedNewestFirstWithinTheirTimes() {
    Customer acme = storedCustomer("acme");
    for (String name : List.of("a", "b", "c", "d")) {
      storedUser(acme, name);
      clock.advance(Duration.ofSeconds(1));
    }
    User first = find(tx -> tx.users().byNameKey(acme.id(), "a")).orElseThrow();
    Enrolment done = new Enrolment("r", Enrolment.State.SUCCESS, now(), now());
    write(tx -> tx.users().update(first, first.withEnrolment(done), now()));
    var start = first.createdAt();
    assertEnrolments(acme, new EnrolmentQuery(null, start, now().plusMillis(1), 0, 2), 4, "a", "d");
    assertEnrolments(acme, new EnrolmentQuery(null, start, now().plusMillis(1), 2, 2), 4, "c", "b");
    assertEnrolments(acme, new EnrolmentQuery(null, start, now(), 0, 9), 3, "d", "c", "b");
    assertEnrolments(
        acme,
        new EnrolmentQuery(Enrolment.State.SUCCESS, start, now().plusMillis(1), 0, 9),
        1,
        "a");
    assertEnrolments(
        acme, new EnrolmentQuery(Enrolment.State.FAILURE, start, now().plusMillis(1), 0, 9), 0);
  }

  private void assertEnrolments(
      Customer customer, EnrolmentQuery query, long total, String... names) {
    Page<User> page = read(tx -> tx.users().enrolments(customer.id(), query));
    assertThat(page.items()).extracting(User::userName).containsExactly(names);
    assertThat(page.total()).isEqualTo(total);
  }

  @Test
  void unknownPeopleAreAbsent() {
    Customer acme = storedCustomer("acme");
    assertThat(find(tx -> tx.users().byId(acme.id(), new UserId(1)))).isEmpty();
    assertThat(find(tx -> tx.users().byNameKey(acme.id(), ""))).isEmpty();
  }

  private List<String> names(Customer customer) {
    return list(tx -> tx.users().list(customer.id(), "", 100)).stream()
        .map(User::userName)
        .toList();
  }

  @Test
  void aLockedPersonIsNotChangedBySomebodyElseMeanwhile() throws Exception {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User disabled = ann.withState(User.State.DISABLED);
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<?> change =
          store.write(tx -> {
            assertThat(tx.users().lock(ann.customerId(), ann.id())).contains(ann);
            Future<?> waiting =
                executor.submit(() -> write(other -> other.users().update(ann, disabled, now())));
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            assertThat(tx.users().byId(ann.customerId(), ann.id())).contains(ann);
            return waiting;
          });
      change.get();
    }
    assertThat(find(tx -> tx.users().byId(ann.customerId(), ann.id())).orElseThrow().state())
        .isEqualTo(User.State.DISABLED);
  }

  @Test
  void peopleAreFoundByHowTheirNameAddressAndFullNameBegin() {
    Customer acme = storedCustomer("acme");
    storedUser(storedCustomer("other"), "anna");
    called(acme, "anna", "Zoë Adams", "Info@b.example");
    called(acme, "Annika", "zoë Baker", "info@A.example");
    called(acme, "bob", "Zara", "");
    called(acme, "Éva", "Éva", "eva@a.example");

    assertThat(searched(acme, Order.NAME, "ann")).containsExactly("anna", "Annika");
    assertThat(searched(acme, Order.NAME, "é")).containsExactly("Éva");
    assertThat(searched(acme, Order.FULL_NAME, "zoë")).containsExactly("anna", "Annika");
    assertThat(searched(acme, Order.FULL_NAME, "z")).containsExactly("bob", "anna", "Annika");
    // Of both cases in ASCII alone, on both databases.
    assertThat(searched(acme, Order.FULL_NAME, "É")).containsExactly("Éva");
    assertThat(searched(acme, Order.FULL_NAME, "é")).isEmpty();
    assertThat(searched(acme, Order.EMAIL, "info@")).containsExactly("Annika", "anna");
    assertThat(searched(acme, Order.EMAIL, "info@b.example")).containsExactly("anna");
    assertThat(searched(acme, Order.EMAIL, "%")).isEmpty();
  }

  private User called(Customer customer, String name, String fullName, String email) {
    User user =
        samples.user(customer.id(), name).withProfile(new Profile(fullName, email, false, "", ""));
    write(tx -> tx.users().add(user));
    return user;
  }

  private List<String> searched(Customer customer, Order order, String prefix) {
    return names(customer, search(order, false, Optional.of(prefix), Optional.empty(), 9));
  }

  private List<String> names(Customer customer, UserSearch search) {
    return list(tx -> tx.users().search(customer.id(), search)).stream()
        .map(User::userName)
        .toList();
  }

  private static UserSearch search(
      Order order,
      boolean descending,
      Optional<String> prefix,
      Optional<Position> after,
      int limit) {
    return new UserSearch(
        order,
        descending,
        prefix,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        after,
        limit);
  }

  @Test
  void aSearchGoesOnAfterAPersonInEveryOrder() {
    Customer acme = storedCustomer("acme");
    User ann = called(acme, "ann", "Same", "b@example.org");
    User bob = called(acme, "bob", "Same", "a@example.org");
    User cid = called(acme, "cid", "Same", "c@example.org");

    assertThat(names(acme, after(Order.NAME, false, "", ann))).containsExactly("bob", "cid");
    assertThat(names(acme, after(Order.NAME, true, "", cid))).containsExactly("bob", "ann");
    assertThat(names(acme, after(Order.FULL_NAME, false, "same", ann)))
        .containsExactly("bob", "cid");
    assertThat(names(acme, after(Order.FULL_NAME, true, "same", bob))).containsExactly("ann");
    assertThat(names(acme, after(Order.EMAIL, false, "a@example.org", bob)))
        .containsExactly("ann", "cid");
    assertThat(names(acme, after(Order.EMAIL, true, "b@example.org", ann))).containsExactly("bob");
    assertThat(names(acme, after(Order.AGE, true, "", cid))).containsExactly("bob", "ann");
    assertThat(names(acme, after(Order.AGE, false, "", ann))).containsExactly("bob", "cid");
    assertThat(names(acme, search(Order.AGE, true, Optional.empty(), Optional.empty(), 2)))
        .containsExactly("cid", "bob");
  }

  private static UserSearch after(Order order, boolean descending, String value, User user) {
    Position position = new Position(value, user.userNameKey(), user.id().value());
    return search(order, descending, Optional.empty(), Optional.of(position), 9);
  }

  @Test
  void aSearchIsFilteredByStandingEnrolmentGroupAndRole() {
    Customer acme = storedCustomer("acme");
    User ann = called(acme, "ann", "", "");
    User bob = called(acme, "bob", "", "");
    User cid = called(acme, "cid", "", "");
    User dan = called(acme, "dan", "", "");
    UserGroup group = new UserGroup(acme.id(), samples.id(), "staff", "staff", "", now());
    UserRole role = new UserRole(acme.id(), samples.id(), "editor", "editor", "", now());
    write(tx -> {
      tx.users().put(bob.withState(User.State.DISABLED));
      tx.users().put(cid.withState(User.State.LEAVING));
      tx.users()
          .put(
              dan.withBlacklistedAt(now())
                  .withEnrolment(
                      new Enrolment(
                          dan.enrolment().reference(), Enrolment.State.SUCCESS, now(), now())));
      tx.groups().add(group);
      tx.roles().add(role);
      tx.groups().addMember(acme.id(), group.id(), bob.id());
      tx.groups().addMember(acme.id(), group.id(), ann.id());
      tx.roles().grantToUser(acme.id(), role.id(), cid.id());
    });

    assertThat(filtered(acme, Standing.ACTIVE)).containsExactly("ann");
    assertThat(filtered(acme, Standing.DISABLED)).containsExactly("bob");
    assertThat(filtered(acme, Standing.LEAVING)).containsExactly("cid");
    assertThat(filtered(acme, Standing.BLACKLISTED)).containsExactly("dan");
    assertThat(filtered(acme, Standing.NO_PASSWORD))
        .isEqualTo(
            list(tx -> tx.users().list(acme.id(), "", 9)).stream()
                .filter(user -> user.password().isEmpty())
                .map(User::userName)
                .toList());
    assertThat(names(acme, filter(Optional.empty(), Optional.of(Enrolment.State.SUCCESS), 0, 0)))
        .containsExactly("dan");
    assertThat(names(acme, filter(Optional.empty(), Optional.empty(), group.id(), 0)))
        .containsExactly("ann", "bob");
    assertThat(names(acme, filter(Optional.of(Standing.DISABLED), Optional.empty(), group.id(), 0)))
        .containsExactly("bob");
    assertThat(names(acme, filter(Optional.empty(), Optional.empty(), 0, role.id())))
        .containsExactly("cid");
  }

  private List<String> filtered(Customer customer, Standing standing) {
    return names(customer, filter(Optional.of(standing), Optional.empty(), 0, 0));
  }

  private static UserSearch filter(
      Optional<Standing> standing, Optional<Enrolment.State> enrolment, long group, long role) {
    return new UserSearch(
        Order.NAME,
        false,
        Optional.empty(),
        standing,
        enrolment,
        Optional.of(group).filter(id -> id > 0),
        Optional.of(role).filter(id -> id > 0),
        Optional.empty(),
        9);
  }
}
