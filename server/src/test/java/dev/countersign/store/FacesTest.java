package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.Consent;
import dev.countersign.domain.Customer;
import dev.countersign.domain.StoredPicture;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.StoredPicture.OwnKey;
import dev.countersign.domain.StoredPicture.Purpose;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.User;
import dev.countersign.domain.WrappedKey;
import dev.countersign.store.FacePictures.Listed;
import dev.countersign.store.FacePictures.Outline;
import dev.countersign.store.FacePictures.OwnKeyed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FacesTest extends StoreContract {
  @Test
  void aTemplateNeedsAConsentOfItsOwnCustomer() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User bob = storedUser(storedCustomer("other"), "bob");
    Consent consent = stored(consent(ann, 30));
    assertThatExceptionOfType(ChangedMeanwhile.class)
        .isThrownBy(() -> write(tx -> tx.faceTemplates().put(template(bob, consent.id(), 1))));
    write(tx -> tx.faceTemplates().put(template(ann, consent.id(), 1)));
    assertThat(find(tx -> tx.faceTemplates().find(bob.customerId(), ann.id()))).isEmpty();
    StoredTemplate found =
        find(tx -> tx.faceTemplates().find(ann.customerId(), ann.id())).orElseThrow();
    assertThat(found).usingRecursiveComparison().isEqualTo(template(ann, consent.id(), 1));
  }

  @Test
  void aConsentThatIsTakenBackNoLongerHolds() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Consent consent = stored(consent(ann, 30));
    assertThat(find(tx -> tx.consents().find(ann.customerId(), consent.id()))).contains(consent);
    assertThat(consent.holds(now())).isTrue();
    assertThat(number(tx -> tx.consents().end(ann.customerId(), ann.id(), now(), now())))
        .isEqualTo(1);
    assertThat(number(tx -> tx.consents().end(ann.customerId(), ann.id(), now(), null))).isZero();
    Consent ended = list(tx -> tx.consents().list(ann.customerId(), ann.id())).getFirst();
    assertThat(ended.withdrawnAt()).isEqualTo(now());
    assertThat(ended.holds(now())).isFalse();
  }

  @Test
  void expiredConsentsAreFoundUntilTheyAreEnded() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User ben = storedUser(storedCustomer("other"), "ben");
    Consent first = stored(consent(ann, 10));
    stored(consent(ben, 30));
    assertThat(list(tx -> tx.consents().expired(now(), 10))).isEmpty();
    clock.advance(Duration.ofDays(10));
    assertThat(list(tx -> tx.consents().expired(now(), 10))).containsExactly(first);
    write(tx -> tx.consents().end(ann.customerId(), ann.id(), now(), null));
    assertThat(list(tx -> tx.consents().expired(now(), 10))).isEmpty();
  }

  @Test
  void samplesKeepTheirNumbersAndGoWithTheirTemplate() {
    User ann = enrolled("acme", "ann");
    write(tx -> {
      tx.faceTemplates().addSample(ann.customerId(), ann.id(), sample(1));
      tx.faceTemplates().addSample(ann.customerId(), ann.id(), sample(2));
      tx.faceTemplates().addSample(ann.customerId(), ann.id(), sample(3));
      tx.faceTemplates().deleteSample(ann.customerId(), ann.id(), 2);
    });
    assertThat(list(tx -> tx.faceTemplates().samples(ann.customerId(), ann.id())))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(sample(1), sample(3));
    assertThat(answer(tx -> tx.faceTemplates().delete(ann.customerId(), ann.id()))).isTrue();
    assertThat(answer(tx -> tx.faceTemplates().delete(ann.customerId(), ann.id()))).isFalse();
    assertThat(list(tx -> tx.faceTemplates().samples(ann.customerId(), ann.id()))).isEmpty();
  }

  @Test
  void aGalleryIsReadInPagesByUserWithTheKeys() {
    Customer acme = storedCustomer("acme");
    List<User> people =
        List.of(storedUser(acme, "c"), storedUser(acme, "a"), storedUser(acme, "b"));
    people.forEach(this::enrol);
    enrolled("other", "zoe");
    List<FaceTemplates.Keyed> first = list(tx -> tx.faceTemplates().page(acme.id(), 0, 2));
    assertThat(first)
        .extracting(keyed -> keyed.template().userId())
        .containsExactly(people.get(0).id(), people.get(1).id());
    assertThat(first.getFirst().key())
        .usingRecursiveComparison()
        .isEqualTo(key(people.getFirst(), 1));
    long last = first.getLast().template().userId().value();
    assertThat(list(tx -> tx.faceTemplates().page(acme.id(), last, 2)))
        .extracting(keyed -> keyed.template().userId())
        .containsExactly(people.get(2).id());
    assertThat(number(tx -> tx.faceTemplates().count(acme.id()))).isEqualTo(3);
    assertThat(list(tx -> tx.faceTemplates().customers())).hasSize(2).contains(acme.id());
  }

  @Test
  void everythingOfAPersonGoesWithThem() {
    User ann = enrolled("acme", "ann");
    write(tx -> {
      tx.faceTemplates().addSample(ann.customerId(), ann.id(), sample(1));
      tx.facePictures().add(picture(ann, 77, null));
      tx.users().delete(ann.customerId(), ann.id());
    });
    assertThat(find(tx -> tx.faceKeys().find(ann.customerId(), ann.id()))).isEmpty();
    assertThat(find(tx -> tx.faceTemplates().find(ann.customerId(), ann.id()))).isEmpty();
    assertThat(find(tx -> tx.facePictures().find(ann.customerId(), 77))).isEmpty();
    assertThat(list(tx -> tx.consents().list(ann.customerId(), ann.id()))).isEmpty();
  }

  @Test
  void aPictureIsFoundByItsCustomerAlone() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User bob = storedUser(storedCustomer("other"), "bob");
    StoredPicture portrait = picture(ann, 77, null);
    write(tx -> tx.facePictures().add(portrait));
    assertThat(find(tx -> tx.facePictures().find(bob.customerId(), 77))).isEmpty();
    assertThat(find(tx -> tx.facePictures().outline(bob.customerId(), 77))).isEmpty();
    assertThat(find(tx -> tx.facePictures().outline(ann.customerId(), 77)).orElseThrow())
        .isEqualTo(new Outline(portrait.sealed().length, portrait.expiresAt()));
    assertThat(find(tx -> tx.facePictures().find(ann.customerId(), 77)).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(portrait);
    assertThat(list(tx -> tx.facePictures().ofTemplate(ann.customerId(), ann.id())))
        .containsExactly(new Listed(77, Kind.PORTRAIT, portrait.expiresAt()));
  }

  @Test
  void expiredPicturesGoInSmallBatches() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> {
      for (int i = 1; i <= 3; i++) {
        tx.facePictures().add(picture(ann, i, null));
      }
    });
    assertThat(number(tx -> tx.facePictures().deleteExpired(now(), 2))).isZero();
    clock.advance(Duration.ofDays(1));
    assertThat(number(tx -> tx.facePictures().deleteExpired(now(), 2))).isEqualTo(2);
    assertThat(number(tx -> tx.facePictures().deleteExpired(now(), 2))).isEqualTo(1);
  }

  @Test
  void aPictureOfNobodyHasAKeyOfItsOwnThatCanBeWrappedAnew() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    StoredPicture unknown = picture(ann, 5, new OwnKey(1, new byte[] {9}));
    write(tx -> tx.facePictures().add(unknown));
    OwnKeyed old = list(tx -> tx.facePictures().wrappedBefore(2, 10)).getFirst();
    assertThat(number(tx -> tx.faceKeys().countBefore(2))).isEqualTo(1);
    OwnKey changed = new OwnKey(2, new byte[] {8});
    assertThat(answer(tx -> tx.facePictures().rewrap(old, changed))).isTrue();
    assertThat(answer(tx -> tx.facePictures().rewrap(old, changed))).isFalse();
    assertThat(number(tx -> tx.faceKeys().countBefore(2))).isZero();
    assertThat(list(tx -> tx.facePictures().wrappedBefore(2, 10))).isEmpty();
  }

  @Test
  void aPersonHasOneDataKeyWhichCanBeWrappedAnew() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    assertThat(answer(tx -> tx.faceKeys().add(key(ann, 1)))).isTrue();
    assertThat(answer(tx -> tx.faceKeys().add(key(ann, 2)))).isFalse();
    WrappedKey old = list(tx -> tx.faceKeys().wrappedBefore(2, 10)).getFirst();
    assertThat(answer(tx -> tx.faceKeys().rewrap(old, 2, new byte[] {4}))).isTrue();
    assertThat(answer(tx -> tx.faceKeys().rewrap(old, 2, new byte[] {5}))).isFalse();
    assertThat(find(tx -> tx.faceKeys().find(ann.customerId(), ann.id())).orElseThrow().wrapped())
        .containsExactly(4);
    assertThat(answer(tx -> tx.faceKeys().delete(ann.customerId(), ann.id()))).isTrue();
    assertThat(answer(tx -> tx.faceKeys().delete(ann.customerId(), ann.id()))).isFalse();
  }

  private User enrolled(String customer, String name) {
    User user = storedUser(storedCustomer(customer), name);
    enrol(user);
    return user;
  }

  private void enrol(User user) {
    Consent consent = stored(consent(user, 30));
    write(tx -> {
      tx.faceKeys().add(key(user, 1));
      tx.faceTemplates().put(template(user, consent.id(), 1));
    });
  }

  private Consent stored(Consent consent) {
    write(tx -> tx.consents().add(consent));
    return consent;
  }

  private Consent consent(User user, int days) {
    return new Consent(
        user.customerId(),
        samples.id(),
        user.id(),
        Consent.Source.CUSTOMER_ATTESTED,
        "entry",
        "2026-01",
        now(),
        now().plus(Duration.ofDays(days)),
        null,
        null);
  }

  private WrappedKey key(User user, long epoch) {
    return new WrappedKey(user.customerId(), user.id(), epoch, new byte[] {1, 2, 3});
  }

  private StoredTemplate template(User user, long consent, long version) {
    return new StoredTemplate(
        user.customerId(),
        user.id(),
        consent,
        "model-1",
        1,
        version,
        new byte[] {4, 5, 6},
        now(),
        now());
  }

  private StoredSample sample(int number) {
    return new StoredSample(number, 3.75, new byte[] {7, 8, (byte) number}, now());
  }

  private StoredPicture picture(User user, long id, @Nullable OwnKey own) {
    return new StoredPicture(
        user.customerId(),
        id,
        user.id(),
        Purpose.TEMPLATE,
        Kind.PORTRAIT,
        "image/jpeg",
        new byte[] {1, 1, 2},
        own,
        now(),
        now().plus(Duration.ofDays(1)));
  }
}
