package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Scope;
import dev.countersign.domain.Session;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest extends StoreContract {
  @Test
  void aKeyIsFoundByIdAndByLabelOfItsCustomerAlone() {
    Customer acme = storedCustomer("acme");
    Customer other = storedCustomer("other");
    ApiKey key = storedKey(acme, "backend");
    ApiKey same = storedKey(other, "backend");
    assertThat(find(tx -> tx.apiKeys().byId(key.id()))).contains(key);
    assertThat(find(tx -> tx.apiKeys().byId(new ApiKeyId(1)))).isEmpty();
    assertThat(find(tx -> tx.apiKeys().byLabel(acme.id(), "backend"))).contains(key);
    assertThat(find(tx -> tx.apiKeys().byLabel(other.id(), "backend"))).contains(same);
    assertThat(find(tx -> tx.apiKeys().byLabel(acme.id(), "Backend"))).isEmpty();
  }

  @Test
  void aTakenLabelIsRefusedAndTheTransactionGoesOn() {
    Customer acme = storedCustomer("acme");
    storedKey(acme, "backend");
    ApiKey twin = samples.apiKey(acme.id(), "backend");
    ApiKey next = samples.apiKey(acme.id(), "second");
    write(tx -> {
      assertThatExceptionOfType(AlreadyExists.class).isThrownBy(() -> tx.apiKeys().add(twin));
      tx.apiKeys().add(next);
    });
    assertThat(list(tx -> tx.apiKeys().list(acme.id()))).hasSize(2).last().isEqualTo(next);
  }

  @Test
  void passwordsAreListedApart() {
    Customer acme = storedCustomer("acme");
    storedKey(acme, "backend");
    ApiKey password =
        new ApiKey(
            new ApiKeyId(samples.id()),
            acme.id(),
            "password",
            ApiKey.Kind.PASSWORD,
            "$argon2id$sample",
            Scope.all(),
            now());
    write(tx -> tx.apiKeys().add(password));
    assertThat(list(tx -> tx.apiKeys().passwordsOf(acme.id()))).containsExactly(password);
    assertThat(list(tx -> tx.apiKeys().list(acme.id()))).hasSize(2);
  }

  @Test
  void aKeyWithoutScopesHasNone() {
    Customer acme = storedCustomer("acme");
    ApiKey key =
        new ApiKey(
            new ApiKeyId(samples.id()),
            acme.id(),
            "none",
            ApiKey.Kind.GENERATED,
            "00",
            Set.of(),
            now());
    write(tx -> tx.apiKeys().add(key));
    assertThat(find(tx -> tx.apiKeys().byId(key.id()))).contains(key);
  }

  @Test
  void aVerifierIsReplacedOnlyWhileItIsTheOneGiven() {
    ApiKey key = storedKey(storedCustomer("acme"), "backend");
    assertThat(answer(tx -> tx.apiKeys().replaceVerifier(key, "new"))).isTrue();
    assertThat(answer(tx -> tx.apiKeys().replaceVerifier(key, "newer"))).isFalse();
    assertThat(find(tx -> tx.apiKeys().byId(key.id())).orElseThrow().verifier()).isEqualTo("new");
  }

  @Test
  void deletingRemovesSessionsAndTokensGotWithIt() {
    Customer acme = storedCustomer("acme");
    ApiKey key = storedKey(acme, "backend");
    Session gone = stored(samples.session(key));
    Session kept = stored(samples.session(storedKey(acme, "other")));
    byte[] digest = new byte[32];
    write(tx -> tx.sessions().addToken(digest, gone.id(), now(), now().plusSeconds(60)));
    assertThat(answer(tx -> tx.apiKeys().delete(key.id()))).isTrue();
    assertThat(answer(tx -> tx.apiKeys().delete(key.id()))).isFalse();
    assertThat(find(tx -> tx.sessions().byId(gone.id()))).isEmpty();
    assertThat(find(tx -> tx.sessions().ofToken(digest))).isEmpty();
    assertThat(find(tx -> tx.sessions().byId(kept.id()))).contains(kept);
  }
}
