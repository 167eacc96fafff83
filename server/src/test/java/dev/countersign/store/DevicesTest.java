package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.Device;
import dev.countersign.domain.User;
import java.time.Duration;
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
  void aForgottenDeviceIsGone() {
    User ann = storedUser(storedCustomer("acme"), "ann");
    write(tx -> tx.devices().add(samples.device(ann, "phone_1")));
    assertThat(answer(tx -> tx.devices().delete(ann.customerId(), ann.id(), "phone_1"))).isTrue();
    assertThat(answer(tx -> tx.devices().delete(ann.customerId(), ann.id(), "phone_1"))).isFalse();
    assertThat(list(tx -> tx.devices().list(ann.customerId(), ann.id()))).isEmpty();
  }
}
