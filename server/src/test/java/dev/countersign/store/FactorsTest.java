package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.Passkey;
import dev.countersign.domain.PendingSignIn;
import dev.countersign.domain.RememberedBrowser;
import dev.countersign.domain.Session;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Passkeys, secrets of apps, recovery codes, remembered browsers and pending sign-ins. */
class FactorsTest extends StoreContract {
  private static final byte[] ID = {1, 2, 3};

  @Test
  void aPasskeyComesBackAsItWasAddedAndToItsCustomerAlone() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User bob = storedUser(storedCustomer("other"), "bob");
    Passkey passkey = passkey(ann, ID);
    write(tx -> tx.passkeys().add(passkey));
    assertThat(find(tx -> tx.passkeys().find(ann.customerId(), ID)).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(passkey);
    assertThat(find(tx -> tx.passkeys().find(bob.customerId(), ID))).isEmpty();
    assertThat(list(tx -> tx.passkeys().list(bob.customerId(), ann.id()))).isEmpty();
    assertThatExceptionOfType(AlreadyExists.class)
        .isThrownBy(() -> write(tx -> tx.passkeys().add(passkey(bob, ID))));
  }

  @Test
  void aPasskeysUseIsNotedOnceForEachCount() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Passkey passkey = passkey(ann, ID);
    write(tx -> tx.passkeys().add(passkey));
    clock.advance(Duration.ofSeconds(1));
    assertThat(answer(tx -> tx.passkeys().used(passkey, 8, true, now()))).isTrue();
    assertThat(answer(tx -> tx.passkeys().used(passkey, 9, true, now()))).isFalse();
    Passkey read = find(tx -> tx.passkeys().find(ann.customerId(), ID)).orElseThrow();
    assertThat(read.signCount()).isEqualTo(8);
    assertThat(read.backedUp()).isTrue();
    assertThat(read.lastUsed()).contains(now());
  }

  @Test
  void passkeysAreRenamedAndRemovedByTheirOwnerAlone() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    UserId bob = storedUser(storedCustomer("other"), "bob").id();
    write(tx -> tx.passkeys().add(passkey(ann, ID)));
    assertThat(answer(tx -> tx.passkeys().rename(ann.customerId(), bob, ID, "Mine"))).isFalse();
    assertThat(answer(tx -> tx.passkeys().rename(ann.customerId(), ann.id(), ID, "Key"))).isTrue();
    assertThat(list(tx -> tx.passkeys().list(ann.customerId(), ann.id())))
        .extracting(Passkey::name)
        .containsExactly("Key");
    assertThat(answer(tx -> tx.passkeys().delete(ann.customerId(), bob, ID))).isFalse();
    assertThat(answer(tx -> tx.passkeys().delete(ann.customerId(), ann.id(), ID))).isTrue();
    assertThat(number(tx -> tx.passkeys().deleteOfUser(ann.customerId(), ann.id()))).isZero();
  }

  @Test
  void anUnconfirmedSecretIsReplacedAndAConfirmedOneIsNot() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    TotpSecret first = secret(ann, 1);
    TotpSecret second = secret(ann, 2);
    assertThat(answer(tx -> tx.totpSecrets().begin(first))).isTrue();
    assertThat(answer(tx -> tx.totpSecrets().begin(second))).isTrue();
    assertThat(answer(tx -> tx.totpSecrets().confirm(first, 7, now()))).isFalse();
    assertThat(answer(tx -> tx.totpSecrets().use(second, 7))).isFalse();
    assertThat(answer(tx -> tx.totpSecrets().confirm(second, 7, now()))).isTrue();
    assertThat(answer(tx -> tx.totpSecrets().confirm(second, 8, now()))).isFalse();
    assertThat(answer(tx -> tx.totpSecrets().begin(first))).isFalse();
    TotpSecret read = find(tx -> tx.totpSecrets().find(ann.customerId(), ann.id())).orElseThrow();
    assertThat(read.sealed()).isEqualTo(second.sealed());
    assertThat(read.confirmed()).isTrue();
    assertThat(read.lastStep()).isEqualTo(7);
    assertThat(answer(tx -> tx.totpSecrets().delete(ann.customerId(), ann.id()))).isTrue();
    assertThat(answer(tx -> tx.totpSecrets().delete(ann.customerId(), ann.id()))).isFalse();
  }

  @Test
  void aStepIsTakenOnceEvenByManyAtOnceAndNoneBeforeIt() throws Exception {
    User ann = storedUser(storedCustomer("acme"), "ann");
    TotpSecret secret = secret(ann, 1);
    write(tx -> {
      tx.totpSecrets().begin(secret);
      tx.totpSecrets().confirm(secret, 7, now());
    });
    assertThat(answer(tx -> tx.totpSecrets().use(secret, 7))).isFalse();
    List<Boolean> taken = together(8, () -> answer(tx -> tx.totpSecrets().use(secret, 9)));
    assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(answer(tx -> tx.totpSecrets().use(secret, 8))).isFalse();
    assertThat(answer(tx -> tx.totpSecrets().use(secret, 10))).isTrue();
  }

  @Test
  void aRecoveryCodeIsUsedOnceAndNewOnesReplaceTheOld() throws Exception {
    User ann = storedUser(storedCustomer("acme"), "ann");
    byte[] one = {1};
    byte[] two = {2};
    write(tx -> tx.recoveryCodes().replace(ann.customerId(), ann.id(), List.of(one, two), now()));
    List<Boolean> used =
        together(8, () -> answer(tx -> tx.recoveryCodes().use(ann.customerId(), ann.id(), one)));
    assertThat(used).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(number(tx -> tx.recoveryCodes().count(ann.customerId(), ann.id()))).isEqualTo(1);
    write(tx -> tx.recoveryCodes().replace(ann.customerId(), ann.id(), List.of(one), now()));
    assertThat(answer(tx -> tx.recoveryCodes().use(ann.customerId(), ann.id(), two))).isFalse();
    assertThat(number(tx -> tx.recoveryCodes().deleteOfUser(ann.customerId(), ann.id())))
        .isEqualTo(1);
  }

  @Test
  void aRememberedBrowserRemembersOnePersonUntilItExpires() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User bob = storedUser(storedCustomer("other"), "bob");
    RememberedBrowser browser =
        new RememberedBrowser(ID, ann.customerId(), ann.id(), 1, now(), now().plusSeconds(9));
    write(tx -> tx.rememberedBrowsers().add(browser));
    assertThat(
            find(tx -> tx.rememberedBrowsers().find(ann.customerId(), ann.id(), ID)).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(browser);
    assertThat(find(tx -> tx.rememberedBrowsers().find(bob.customerId(), bob.id(), ID))).isEmpty();
    assertThat(number(tx -> tx.rememberedBrowsers().count(ann.customerId(), ann.id())))
        .isEqualTo(1);
    assertThat(number(tx -> tx.rememberedBrowsers().deleteExpired(now().plusSeconds(8), 9)))
        .isZero();
    assertThat(number(tx -> tx.rememberedBrowsers().deleteExpired(now().plusSeconds(9), 9)))
        .isEqualTo(1);
    assertThat(number(tx -> tx.rememberedBrowsers().deleteOfUser(ann.customerId(), ann.id())))
        .isZero();
  }

  @Test
  void aPendingSignInGivesAsManyTriesAsItHasAndIsUsedOnce() throws Exception {
    User ann = storedUser(storedCustomer("acme"), "ann");
    PendingSignIn pending = pending(ann, null);
    write(tx -> tx.pendingSignIns().add(pending));
    assertThat(find(tx -> tx.pendingSignIns().find(ID, now())).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(pending);
    List<Boolean> tries =
        together(8, () -> answer(tx -> tx.pendingSignIns().takeTry(ID, now()).isPresent()));
    assertThat(tries).filteredOn(Boolean::booleanValue).hasSize(3);
    assertThat(answer(tx -> tx.pendingSignIns().awaitCode(ID, "reference"))).isTrue();
    PendingSignIn read = find(tx -> tx.pendingSignIns().find(ID, now())).orElseThrow();
    assertThat(read.codeReference()).isEqualTo("reference");
    assertThat(read.triesLeft()).isZero();
    assertThat(answer(tx -> tx.pendingSignIns().use(ID))).isTrue();
    assertThat(answer(tx -> tx.pendingSignIns().use(ID))).isFalse();
  }

  @Test
  void aPendingSignInExpiresAndEndsWithTheSessionItIsAbout() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> tx.devices().add(samples.device(ann, "phone_1")));
    Session session = stored(samples.session(ann, "phone_1"));
    write(tx -> tx.pendingSignIns().add(pending(ann, session)));
    assertThat(find(tx -> tx.pendingSignIns().find(ID, now().plusSeconds(60)))).isEmpty();
    assertThat(answer(tx -> tx.pendingSignIns().takeTry(ID, now().plusSeconds(60)).isPresent()))
        .isFalse();
    assertThat(number(tx -> tx.pendingSignIns().deleteExpired(now().plusSeconds(59), 9))).isZero();
    write(tx -> tx.sessions().end(session.id()));
    assertThat(find(tx -> tx.pendingSignIns().find(ID, now()))).isEmpty();
    write(tx -> tx.pendingSignIns().add(pending(ann, null)));
    assertThat(number(tx -> tx.pendingSignIns().deleteExpired(now().plusSeconds(60), 9)))
        .isEqualTo(1);
  }

  @Test
  void nothingOfAPersonStaysWhenTheyAreRemoved() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> {
      tx.passkeys().add(passkey(ann, ID));
      tx.totpSecrets().begin(secret(ann, 1));
      tx.recoveryCodes().replace(ann.customerId(), ann.id(), List.of(ID), now());
      tx.rememberedBrowsers()
          .add(new RememberedBrowser(ID, ann.customerId(), ann.id(), 1, now(), now()));
      tx.pendingSignIns().add(pending(ann, null));
      tx.users().delete(ann.customerId(), ann.id());
    });
    assertThat(find(tx -> tx.passkeys().find(ann.customerId(), ID))).isEmpty();
    assertThat(find(tx -> tx.totpSecrets().find(ann.customerId(), ann.id()))).isEmpty();
    assertThat(number(tx -> tx.recoveryCodes().count(ann.customerId(), ann.id()))).isZero();
    assertThat(number(tx -> tx.rememberedBrowsers().count(ann.customerId(), ann.id()))).isZero();
    assertThat(find(tx -> tx.pendingSignIns().find(ID, now()))).isEmpty();
  }

  private Passkey passkey(User user, byte[] id) {
    return new Passkey(
        user.customerId(),
        user.id(),
        id,
        "auth.example",
        new byte[] {9, 9},
        7,
        true,
        false,
        "internal hybrid",
        "Telephone",
        now(),
        null);
  }

  private TotpSecret secret(User user, int number) {
    return new TotpSecret(user.customerId(), user.id(), new byte[] {(byte) number}, 0, now(), null);
  }

  private PendingSignIn pending(User user, @org.jspecify.annotations.Nullable Session session) {
    return new PendingSignIn(
        ID,
        user.customerId(),
        user.id(),
        session == null ? null : session.id(),
        "pwd",
        now(),
        1,
        "",
        3,
        now().plusSeconds(60));
  }
}
