package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomersTest extends StoreContract {
  @Test
  void aCustomerIsFoundByIdAndNameKey() {
    Customer acme = storedCustomer("Acme");
    assertThat(find(tx -> tx.customers().byId(acme.id()))).contains(acme);
    assertThat(find(tx -> tx.customers().byNameKey("acme"))).contains(acme);
    assertThat(find(tx -> tx.customers().byNameKey("Acme"))).isEmpty();
    assertThat(find(tx -> tx.customers().byId(new CustomerId(1)))).isEmpty();
  }

  @Test
  void aTakenNameIsRefusedAndTheTransactionGoesOn() {
    storedCustomer("acme");
    Customer twin = samples.customer("ACME");
    Customer other = samples.customer("other");
    write(tx -> {
      assertThatExceptionOfType(AlreadyExists.class)
          .isThrownBy(() -> tx.customers().add(twin))
          .withMessage("a customer of that name exists already");
      tx.customers().add(other);
    });
    assertThat(list(tx -> tx.customers().list()))
        .extracting(Customer::name)
        .containsExactly("acme", "other");
  }

  @Test
  void theListIsSortedBytewise() {
    for (String name : List.of("é", "z", "a_b", "a-b", "a b", "ab", "😀", "ﬁ")) {
      storedCustomer(name);
    }
    assertThat(list(tx -> tx.customers().list()))
        .extracting(Customer::name)
        .containsExactly("a b", "a-b", "a_b", "ab", "z", "é", "ﬁ", "😀");
  }

  @Test
  void thoseWhoseNameBeginsSoAreListedPageByPage() {
    for (String name : List.of("ac", "ac-1", "acé", "ad", "a", "😀")) {
      storedCustomer(name);
    }
    assertThat(list(tx -> tx.customers().list("ac", "", 2)))
        .extracting(Customer::name)
        .containsExactly("ac", "ac-1");
    assertThat(list(tx -> tx.customers().list("ac", "ac-1", 2)))
        .extracting(Customer::name)
        .containsExactly("acé");
    assertThat(list(tx -> tx.customers().list("b", "", 2))).isEmpty();
  }

  @Test
  void deletingRemovesEverythingItOwnsAndNothingOfOthers() {
    Customer acme = storedCustomer("acme");
    Customer other = storedCustomer("other");
    Session gone = everything(acme);
    Session kept = everything(other);
    assertThat(answer(tx -> tx.customers().delete(acme.id()))).isTrue();
    assertThat(answer(tx -> tx.customers().delete(acme.id()))).isFalse();
    assertThat(find(tx -> tx.sessions().byId(gone.id()))).isEmpty();
    assertThat(find(tx -> tx.sessions().byId(kept.id()))).isPresent();
    assertThat(list(tx -> tx.users().list(acme.id(), "", 9))).isEmpty();
    assertThat(list(tx -> tx.users().list(other.id(), "", 9))).hasSize(1);
    assertThat(list(tx -> tx.apiKeys().list(acme.id()))).isEmpty();
    assertThat(list(tx -> tx.apiKeys().list(other.id()))).hasSize(1);
    assertThat(list(tx -> tx.issuers().list())).hasSize(1);
    assertThat(find(tx -> tx.searchSpaces().byNameKey(acme.id(), "vip"))).isEmpty();
    assertThat(read(tx -> tx.settings().all(acme.id())).isEmpty()).isTrue();
    assertThat(read(tx -> tx.outbox().waiting()).longValue()).isEqualTo(1);
    assertThat(store.maintenance().integrityProblems()).isEmpty();
  }

  private Session everything(Customer customer) {
    User user = storedUser(customer, "ann");
    ApiKey key = storedKey(customer, "key");
    SearchSpace space = new SearchSpace(customer.id(), samples.id(), "VIP", "vip");
    Session session = samples.session(user, "phone_1");
    write(tx -> {
      tx.issuers().add(new Issuer(samples.id(), "https://id.example", customer.id()), now());
      tx.devices().add(samples.device(user, "phone_1"));
      tx.sessions().add(session);
      tx.sessions().add(samples.session(key));
      tx.searchSpaces().add(space);
      tx.searchSpaces().replaceMembers(space, List.of(user.id()));
      tx.settings().put(customer.id(), Map.of("colour", "blue"));
      tx.outbox().put(samples.mail(customer.id()));
    });
    return session;
  }
}
