package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountLinksTest extends StoreContract {
  private static byte[] digest(int number) {
    byte[] digest = new byte[32];
    digest[0] = (byte) number;
    return digest;
  }

  private AccountLink link(User user, int number, Purpose purpose) {
    AccountLink link =
        new AccountLink(
            digest(number),
            user.customerId(),
            user.id(),
            purpose,
            digest(100),
            new byte[] {1, 2, 3},
            now(),
            now().plus(Duration.ofHours(1)));
    write(tx -> tx.accountLinks().add(link));
    return link;
  }

  @Test
  void aLinkIsTakenOnceHoweverManyTry() throws Exception {
    User alice = storedUser(storedCustomer("acme"), "alice");
    link(alice, 1, Purpose.RESET_PASSWORD);

    List<Boolean> taken =
        together(8, () -> answer(tx -> tx.accountLinks().take(digest(1), now()).isPresent()));
    assertThat(taken).containsOnlyOnce(true);
    assertThat(find(tx -> tx.accountLinks().find(digest(1)))).isEmpty();
  }

  @Test
  void anExpiredLinkIsFoundButNotTaken() {
    User alice = storedUser(storedCustomer("acme"), "alice");
    link(alice, 1, Purpose.VERIFY_ADDRESS);
    clock.advance(Duration.ofHours(1));

    assertThat(answer(tx -> tx.accountLinks().take(digest(1), now()).isPresent())).isFalse();
    assertThat(
            find(tx ->
                tx.accountLinks()
                    .bySubject(alice.customerId(), Purpose.VERIFY_ADDRESS, digest(100), now())))
        .isEmpty();
    AccountLink found = find(tx -> tx.accountLinks().find(digest(1))).orElseThrow();
    assertThat(found.purpose()).isEqualTo(Purpose.VERIFY_ADDRESS);
    assertThat(found.user()).contains(alice.id());
    assertThat(found.sealedPayload()).containsExactly(1, 2, 3);
    assertThat(number(tx -> tx.accountLinks().deleteExpired(now(), 9))).isEqualTo(1);
  }

  @Test
  void linksOfOnePurposeAreRemovedTogetherAndGoWithTheirPerson() {
    Customer acme = storedCustomer("acme");
    User alice = storedUser(acme, "alice");
    link(alice, 1, Purpose.RESET_PASSWORD);
    link(alice, 2, Purpose.RESET_PASSWORD);
    link(alice, 3, Purpose.VERIFY_ADDRESS);
    AccountLink signUp =
        new AccountLink(
            digest(4),
            acme.id(),
            null,
            Purpose.SIGN_UP,
            digest(101),
            new byte[0],
            now(),
            now().plus(Duration.ofHours(1)));
    write(tx -> tx.accountLinks().add(signUp));

    assertThat(
            number(tx ->
                tx.accountLinks().removeOfUser(acme.id(), alice.id(), Purpose.RESET_PASSWORD)))
        .isEqualTo(2);
    write(tx -> tx.users().delete(acme.id(), alice.id()));
    assertThat(find(tx -> tx.accountLinks().find(digest(3)))).isEmpty();
    assertThat(
            number(
                tx -> tx.accountLinks().removeOfSubject(acme.id(), Purpose.SIGN_UP, digest(101))))
        .isEqualTo(1);
  }

  @Test
  void thoseWhoHaveALinkOfAPurposeAreFoundWhileItHolds() {
    Customer acme = storedCustomer("acme");
    User alice = storedUser(acme, "alice");
    User bob = storedUser(acme, "bob");
    link(alice, 1, Purpose.INVITATION);
    link(alice, 2, Purpose.INVITATION);
    link(bob, 3, Purpose.VERIFY_ADDRESS);
    List<UserId> both = List.of(alice.id(), bob.id());

    assertThat(holders(acme, both)).containsExactly(alice.id());
    assertThat(holders(acme, List.of(bob.id()))).isEmpty();
    assertThat(holders(acme, List.of())).isEmpty();
    assertThat(holders(storedCustomer("other"), both)).isEmpty();
    clock.advance(Duration.ofHours(1));
    assertThat(holders(acme, both)).isEmpty();
  }

  private List<UserId> holders(Customer customer, List<UserId> people) {
    return list(tx ->
        List.copyOf(tx.accountLinks().holders(customer.id(), Purpose.INVITATION, people, now())));
  }

  @Test
  void aDeletionIsPlannedOnceAndIsDueInItsTime() {
    Customer acme = storedCustomer("acme");
    User alice = storedUser(acme, "alice");
    AccountDeletion deletion =
        new AccountDeletion(acme.id(), alice.id(), now(), now().plus(Duration.ofDays(14)));
    write(tx -> tx.accountDeletions().add(deletion));

    assertThatExceptionOfType(AlreadyExists.class)
        .isThrownBy(() -> write(tx -> tx.accountDeletions().add(deletion)));
    assertThat(find(tx -> tx.accountDeletions().find(acme.id(), alice.id()))).contains(deletion);
    assertThat(list(tx -> tx.accountDeletions().due(now(), 9))).isEmpty();
    clock.advance(Duration.ofDays(14));
    assertThat(list(tx -> tx.accountDeletions().due(now(), 9))).containsExactly(deletion);
    assertThat(answer(tx -> tx.accountDeletions().remove(acme.id(), alice.id()))).isTrue();
    assertThat(answer(tx -> tx.accountDeletions().remove(acme.id(), alice.id()))).isFalse();
  }
}
