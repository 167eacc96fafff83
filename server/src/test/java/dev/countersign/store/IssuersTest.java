package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuersTest extends StoreContract {
  private Issuer storedIssuer() {
    Issuer issuer = new Issuer(samples.id(), "https://id.example", null);
    write(tx -> tx.issuers().add(issuer, now()));
    return issuer;
  }

  private StoredKey key(Issuer issuer, String kid) {
    return new StoredKey(
        kid,
        issuer.id(),
        "ES256",
        StoredKey.State.PENDING,
        "{}",
        new byte[] {1},
        now(),
        null,
        null);
  }

  @Test
  void thereIsOneDefaultIssuerAndOneForEachCustomer() {
    assertThat(find(tx -> tx.issuers().defaultIssuer())).isEmpty();
    Issuer issuer = storedIssuer();
    Customer acme = storedCustomer("acme");
    Issuer own = new Issuer(samples.id(), "https://acme.example", acme.id());
    write(tx -> {
      tx.issuers().add(own, now());
      assertThatExceptionOfType(AlreadyExists.class)
          .isThrownBy(
              () -> tx.issuers().add(new Issuer(samples.id(), "https://x", acme.id()), now()));
      assertThatExceptionOfType(AlreadyExists.class)
          .isThrownBy(() -> tx.issuers().add(new Issuer(samples.id(), "https://x", null), now()));
    });
    assertThat(find(tx -> tx.issuers().defaultIssuer())).contains(issuer);
    assertThat(list(tx -> tx.issuers().list())).containsExactly(issuer, own);
    write(tx -> tx.issuers().rename(issuer, "https://new.example"));
    assertThat(find(tx -> tx.issuers().defaultIssuer()).orElseThrow().baseUrl())
        .isEqualTo("https://new.example");
  }

  @Test
  void anUnknownIssuerCannotBeLocked() {
    Issuer issuer = storedIssuer();
    write(tx -> tx.issuers().lock(issuer.id()));
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> write(tx -> tx.issuers().lock(1)));
  }

  @Test
  void aLockedIssuerIsChangedByOneNodeAtATime() throws Exception {
    Issuer issuer = storedIssuer();
    List<Boolean> added =
        together(
            8,
            () ->
                answer(tx -> {
                  tx.issuers().lock(issuer.id());
                  if (!tx.signingKeys().list().isEmpty()) {
                    return false;
                  }
                  tx.signingKeys().add(key(issuer, "kid-" + samples.id()));
                  return true;
                }));
    assertThat(added).filteredOn(Boolean::booleanValue).hasSize(1);
  }

  @Test
  void aKeyGoesThroughItsLife() {
    Issuer issuer = storedIssuer();
    StoredKey key = key(issuer, "kid-1");
    write(tx -> tx.signingKeys().add(key));
    assertThat(only()).usingRecursiveComparison().isEqualTo(key);
    clock.advance(Duration.ofMinutes(30));
    write(tx -> tx.signingKeys().activate("kid-1", now()));
    assertThat(only().state()).isEqualTo(StoredKey.State.ACTIVE);
    assertThat(only().activatedAt()).isEqualTo(now());
    write(tx -> tx.signingKeys().retire("kid-1", now()));
    assertThat(only().state()).isEqualTo(StoredKey.State.RETIRED);
    assertThat(only().retiredAt()).isEqualTo(now());
    write(tx -> tx.signingKeys().reseal("kid-1", new byte[] {9}));
    assertThat(only().sealedPrivateJwk()).containsExactly(9);
    assertThat(answer(tx -> tx.signingKeys().delete("kid-1"))).isTrue();
    assertThat(answer(tx -> tx.signingKeys().delete("kid-1"))).isFalse();
  }

  @Test
  void theOldestKeyIsListedFirstAndEqualsBytewise() {
    Issuer issuer = storedIssuer();
    write(tx -> {
      tx.signingKeys().add(key(issuer, "b"));
      tx.signingKeys().add(key(issuer, "C"));
    });
    clock.advance(Duration.ofMillis(1));
    write(tx -> tx.signingKeys().add(key(issuer, "A")));
    assertThat(list(tx -> tx.signingKeys().list()))
        .extracting(StoredKey::kid)
        .containsExactly("C", "b", "A");
  }

  private StoredKey only() {
    return list(tx -> tx.signingKeys().list()).getFirst();
  }
}
