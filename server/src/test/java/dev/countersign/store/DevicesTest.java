package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.domain.Device;
import dev.countersign.domain.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesTest extends StoreContract {
  @Test
  void aDeviceIsFoundWithItsOwnerAlone() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    User bob = storedUser(storedCustomer("other"), "bob");
    Device device = samples.device(ann, "phone_1");
    write(tx -> tx.devices().add(device));
    assertThat(find(tx -> tx.devices().find(ann.customerId(), ann.id(), "phone_1")))
        .contains(device);
    assertThat(find(tx -> tx.devices().find(ann.customerId(), ann.id(), "phone_2"))).isEmpty();
    assertThat(find(tx -> tx.devices().find(bob.customerId(), bob.id(), "phone_1"))).isEmpty();
    assertThatExceptionOfType(AlreadyExists.class)
        .isThrownBy(() -> write(tx -> tx.devices().add(device)));
  }

  @Test
  void aConfirmedDeviceHasAKeyAndAName() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Device device = samples.device(ann, "phone_1");
    assertThat(answer(tx -> tx.devices().confirm(device, "{}", "New"))).isFalse();
    write(tx -> tx.devices().add(device));
    assertThat(answer(tx -> tx.devices().confirm(device, "{}", "New"))).isTrue();
    Device read =
        find(tx -> tx.devices().find(ann.customerId(), ann.id(), "phone_1")).orElseThrow();
    assertThat(read.confirmedKey()).contains("{}");
    assertThat(read.name()).isEqualTo("New");
  }

  @Test
  void theDeviceSeenLastIsListedFirst() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> {
      tx.devices().add(samples.device(ann, "phone_1"));
      tx.devices().add(samples.device(ann, "phone_2"));
      tx.devices().add(samples.device(ann, "Phone_3"));
    });
    clock.advance(Duration.ofSeconds(1));
    write(tx -> tx.devices().seen(ann.customerId(), ann.id(), "phone_2", now()));
    assertThat(list(tx -> tx.devices().list(ann.customerId(), ann.id())))
        .extracting(Device::deviceKey)
        .containsExactly("phone_2", "Phone_3", "phone_1");
  }

  @Test
  void ofManyDevicesThoseSeenLastAreRead() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    for (String key : List.of("phone_1", "phone_2", "phone_3")) {
      write(tx -> tx.devices().add(samples.device(ann, key)));
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(list(tx -> tx.devices().latest(ann.customerId(), ann.id(), 2)))
        .extracting(Device::deviceKey)
        .containsExactly("phone_3", "phone_2");
  }

  @Test
  void aForgottenDeviceIsGone() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> tx.devices().add(samples.device(ann, "phone_1")));
    assertThat(answer(tx -> tx.devices().delete(ann.customerId(), ann.id(), "phone_1"))).isTrue();
    assertThat(answer(tx -> tx.devices().delete(ann.customerId(), ann.id(), "phone_1"))).isFalse();
    assertThat(list(tx -> tx.devices().list(ann.customerId(), ann.id()))).isEmpty();
  }

  @Test
  void aBoundKeyIsNotReplaced() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Device device = samples.device(ann, "phone_1");
    write(tx -> tx.devices().add(device));
    assertThat(answer(tx -> tx.devices().confirm(device, "{1}", "New"))).isTrue();
    assertThat(answer(tx -> tx.devices().confirm(device, "{2}", "Other"))).isFalse();
    assertThat(answer(tx -> tx.devices().confirm(device, "{1}", "Newer"))).isTrue();
    assertThat(list(tx -> tx.devices().list(ann.customerId(), ann.id())))
        .extracting(Device::publicKey, Device::name)
        .containsExactly(tuple("{1}", "Newer"));
  }

  @Test
  void onlyADeviceThatIsThereIsSeen() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> tx.devices().add(samples.device(ann, "phone_1")));
    assertThat(answer(tx -> tx.devices().seen(ann.customerId(), ann.id(), "phone_1", now())))
        .isTrue();
    assertThat(answer(tx -> tx.devices().seen(ann.customerId(), ann.id(), "phone_2", now())))
        .isFalse();
  }

  @Test
  void unconfirmedDevicesWithoutSessionsAreForgottenInSmallBatches() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    Device confirmed = samples.device(ann, "phone_confirmed");
    write(tx -> {
      for (int i = 0; i < 5; i++) {
        tx.devices().add(samples.device(ann, "phone_" + i));
      }
      tx.devices().add(confirmed);
      tx.devices().confirm(confirmed, "{}", "");
      tx.devices().add(samples.device(ann, "phone_signed-in"));
    });
    stored(samples.session(ann, "phone_signed-in"));
    Instant before = clock.advance(Duration.ofDays(1));
    write(tx -> tx.devices().add(samples.device(ann, "phone_new")));

    assertThat(number(tx -> tx.devices().deleteStale(before, 3))).isEqualTo(3);
    assertThat(number(tx -> tx.devices().deleteStale(before, 3))).isEqualTo(2);
    assertThat(number(tx -> tx.devices().deleteStale(before, 3))).isZero();
    assertThat(list(tx -> tx.devices().list(ann.customerId(), ann.id())))
        .extracting(Device::deviceKey)
        .containsExactlyInAnyOrder("phone_confirmed", "phone_signed-in", "phone_new");
  }
}
