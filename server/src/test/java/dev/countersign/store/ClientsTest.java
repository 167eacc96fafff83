package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.domain.UserConsent;
import dev.countersign.testing.EveryClientSetting;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientsTest extends StoreContract {
  private Client stored(Client client) {
    write(tx -> tx.clients().add(client));
    return client;
  }

  private boolean taken(Customer asking, String resource) {
    return read(tx -> tx.clients().resourceElsewhere(asking.id(), resource));
  }

  @Test
  void aResourceIsAnotherCustomersAsLongAsAClientOfTheirsIsRegisteredForIt() {
    Customer acme = storedCustomer("acme");
    Customer other = storedCustomer("other");
    Client client =
        stored(samples.client(acme.id(), "Shop").with("Shop", EveryClientSetting.VALUES));
    assertThat(taken(other, "https://api.example")).isTrue();
    assertThat(taken(other, "https://api.example/")).isTrue();
    assertThat(taken(other, "https://api.example/more")).isFalse();
    assertThat(taken(acme, "https://api.example/")).isFalse();

    ClientSettings moved =
        EveryClientSetting.VALUES.toBuilder().resources(List.of("https://new.example/a")).build();
    write(tx ->
        tx.clients().update(client, client.with("Shop", moved), client.updatedAt().plusMillis(5)));
    assertThat(taken(other, "https://api.example/")).isFalse();
    assertThat(taken(other, "https://new.example/a/")).isTrue();

    write(tx -> tx.clients().delete(client.id()));
    assertThat(taken(other, "https://new.example/a")).isFalse();
  }

  @Test
  void clientsAreFoundPageByPageByAPartOfTheirNameOrByTheirId() {
    Customer acme = storedCustomer("acme");
    Client shop = stored(samples.client(acme.id(), "Web Shop 10%"));
    Client sales = stored(samples.client(acme.id(), "webshop_2"));
    Client mail = stored(samples.client(acme.id(), "Mail"));
    stored(samples.client(storedCustomer("other").id(), "Shop of others"));

    assertThat(list(tx -> tx.clients().list(acme.id(), "", 0, 2))).containsExactly(shop, sales);
    assertThat(list(tx -> tx.clients().list(acme.id(), "", sales.id().value(), 2)))
        .containsExactly(mail);
    assertThat(list(tx -> tx.clients().list(acme.id(), "SHOP", 0, 9))).containsExactly(shop, sales);
    assertThat(list(tx -> tx.clients().list(acme.id(), "0%", 0, 9))).containsExactly(shop);
    assertThat(list(tx -> tx.clients().list(acme.id(), "p_", 0, 9))).containsExactly(sales);
    assertThat(list(tx -> tx.clients().list(acme.id(), mail.id().toString(), 0, 9)))
        .containsExactly(mail);
  }

  @Test
  void everythingAboutAClientComesBackAsItWasAdded() {
    Customer acme = storedCustomer("acme");
    Client full =
        stored(samples.client(acme.id(), "Shop").with("Büro \"1\"", EveryClientSetting.VALUES));
    Client plain = stored(samples.client(acme.id(), "Shop"));
    assertThat(find(tx -> tx.clients().byId(full.id()))).contains(full);
    assertThat(find(tx -> tx.clients().byId(plain.id()))).contains(plain);
    assertThat(find(tx -> tx.clients().byId(new ClientId(1)))).isEmpty();
    Client read = find(tx -> tx.clients().byId(full.id())).orElseThrow();
    assertThat(read.settings().scopes()).containsExactly("openid", "profile", "email", "custom");
  }

  @Test
  void aCustomersClientsAreListedOldestFirst() {
    Customer acme = storedCustomer("acme");
    Client first = stored(samples.client(acme.id(), "b"));
    Client second = stored(samples.client(acme.id(), "a"));
    stored(samples.client(storedCustomer("other").id(), "c"));
    assertThat(list(tx -> tx.clients().list(acme.id()))).containsExactly(first, second);
  }

  @Test
  void ofTwoChangesOfTheSameRowTheSecondIsRefused() {
    Client old = stored(samples.client(storedCustomer("acme").id(), "Shop"));
    Client changed =
        old.with("Store", EveryClientSetting.VALUES)
            .withSecretDigest("aa".repeat(32))
            .withRegistrationDigest("bb".repeat(32))
            .withDisabled(true);
    write(tx -> tx.clients().update(old, changed, now()));
    Client read = find(tx -> tx.clients().byId(old.id())).orElseThrow();
    assertThat(read).usingRecursiveComparison().ignoringFields("updatedAt").isEqualTo(changed);
    assertThat(read.updatedAt()).isAfter(old.updatedAt());
    assertThatThrownBy(() -> write(tx -> tx.clients().update(old, old, now())))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void aDeletedClientTakesItsSessionsAndConsentsAlong() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    Client client = stored(samples.client(acme.id(), "Shop"));
    var grant = stored(samples.session(ann, client, null));
    write(tx ->
        tx.userConsents()
            .put(new UserConsent(acme.id(), ann.id(), client.id(), Set.of("openid"), now())));
    assertThat(answer(tx -> tx.clients().delete(client.id()))).isTrue();
    assertThat(answer(tx -> tx.clients().delete(client.id()))).isFalse();
    assertThat(find(tx -> tx.sessions().byId(grant.id()))).isEmpty();
    assertThat(list(tx -> tx.userConsents().list(acme.id(), ann.id()))).isEmpty();
    assertThatThrownBy(() -> write(tx -> tx.clients().update(client, client, now())))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aConsentIsReplacedAndForgotten() {
    Customer acme = storedCustomer("acme");
    User ann = storedUser(acme, "ann");
    Client shop = stored(samples.client(acme.id(), "Shop"));
    Client mail = stored(samples.client(acme.id(), "Mail"));
    Set<String> more = new LinkedHashSet<>(List.of("openid", "email"));
    write(tx -> consents(tx, ann, shop, Set.of("openid")));
    clock.advance(Duration.ofSeconds(1));
    write(tx -> consents(tx, ann, mail, Set.of()));
    write(tx -> consents(tx, ann, shop, more));
    UserConsent expected = new UserConsent(acme.id(), ann.id(), shop.id(), more, now());
    assertThat(find(tx -> tx.userConsents().find(acme.id(), ann.id(), shop.id())))
        .contains(expected);
    assertThat(list(tx -> tx.userConsents().list(acme.id(), ann.id()))).hasSize(2);
    assertThat(answer(tx -> tx.userConsents().delete(acme.id(), ann.id(), shop.id()))).isTrue();
    assertThat(answer(tx -> tx.userConsents().delete(acme.id(), ann.id(), shop.id()))).isFalse();
  }

  private void consents(Transaction tx, User user, Client client, Set<String> scopes) {
    tx.userConsents()
        .put(new UserConsent(user.customerId(), user.id(), client.id(), scopes, now()));
  }

  @Test
  void aPairwiseSecretIsNeverReplaced() {
    Customer acme = storedCustomer("acme");
    assertThat(find(tx -> tx.pairwiseSecrets().of(acme.id()))).isEmpty();
    assertThat(answer(tx -> tx.pairwiseSecrets().add(acme.id(), new byte[] {1}))).isTrue();
    assertThat(answer(tx -> tx.pairwiseSecrets().add(acme.id(), new byte[] {2}))).isFalse();
    assertThat(find(tx -> tx.pairwiseSecrets().of(acme.id())).orElseThrow()).containsExactly(1);
  }
}
