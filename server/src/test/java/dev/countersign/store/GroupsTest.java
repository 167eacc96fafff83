package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GroupsTest extends StoreContract {
  private UserGroup group(Customer customer, String name) {
    UserGroup group =
        new UserGroup(customer.id(), samples.id(), name, name.toLowerCase(Locale.ROOT), "", now());
    write(tx -> tx.groups().add(group));
    return group;
  }

  private UserRole role(Customer customer, String name) {
    UserRole role =
        new UserRole(customer.id(), samples.id(), name, name.toLowerCase(Locale.ROOT), "", now());
    write(tx -> tx.roles().add(role));
    return role;
  }

  @Test
  void aGroupIsFoundByIdAndNameAndIsItsCustomersAlone() {
    Customer acme = storedCustomer("acme");
    Customer other = storedCustomer("other");
    UserGroup staff = group(acme, "Staff");
    UserGroup same = group(other, "Staff");

    assertThat(find(tx -> tx.groups().byId(acme.id(), staff.id()))).contains(staff);
    assertThat(find(tx -> tx.groups().byNameKey(acme.id(), "staff"))).contains(staff);
    assertThat(find(tx -> tx.groups().byId(acme.id(), same.id()))).isEmpty();
    assertThat(answer(tx -> tx.groups().delete(acme.id(), same.id()))).isFalse();
    assertThat(list(tx -> tx.groups().list(acme.id(), "", 9))).containsExactly(staff);
  }

  @Test
  void aTakenNameIsRefusedAtMakingAndAtRenaming() {
    Customer acme = storedCustomer("acme");
    UserGroup staff = group(acme, "Staff");
    UserGroup guests = group(acme, "Guests");
    UserGroup twin = new UserGroup(acme.id(), guests.id(), "staff", "staff", "", now());

    assertThatExceptionOfType(AlreadyExists.class).isThrownBy(() -> group(acme, "STAFF"));
    assertThatExceptionOfType(AlreadyExists.class)
        .isThrownBy(() -> write(tx -> tx.groups().update(twin)))
        .withMessage("a group of that name exists already");
    UserGroup renamed =
        new UserGroup(acme.id(), staff.id(), "STAFF", "staff", "Everybody here", staff.createdAt());
    write(tx -> tx.groups().update(renamed));
    assertThat(find(tx -> tx.groups().byId(acme.id(), staff.id()))).contains(renamed);
  }

  @Test
  void membersAreListedByIdAndGoWithTheirAccount() {
    Customer acme = storedCustomer("acme");
    User alice = storedUser(acme, "alice");
    User bob = storedUser(acme, "bob");
    UserGroup staff = group(acme, "Staff");

    assertThat(answer(tx -> tx.groups().addMember(acme.id(), staff.id(), bob.id()))).isTrue();
    assertThat(answer(tx -> tx.groups().addMember(acme.id(), staff.id(), bob.id()))).isFalse();
    write(tx -> tx.groups().addMember(acme.id(), staff.id(), alice.id()));
    assertThat(list(tx -> tx.groups().members(acme.id(), staff.id(), 0, 1)))
        .containsExactly(alice.id());
    assertThat(list(tx -> tx.groups().members(acme.id(), staff.id(), alice.id().value(), 9)))
        .containsExactly(bob.id());
    assertThat(list(tx -> tx.groups().ofUser(acme.id(), bob.id()))).containsExactly(staff);

    write(tx -> tx.users().delete(acme.id(), bob.id()));
    assertThat(answer(tx -> tx.groups().removeMember(acme.id(), staff.id(), alice.id()))).isTrue();
    assertThat(list(tx -> tx.groups().members(acme.id(), staff.id(), 0, 9))).isEmpty();
  }

  @Test
  void aPersonHasTheirOwnRolesAndThoseOfTheirGroupsEachOnce() {
    Customer acme = storedCustomer("acme");
    User alice = storedUser(acme, "alice");
    User bob = storedUser(acme, "bob");
    UserGroup staff = group(acme, "Staff");
    UserRole reader = role(acme, "reader");
    UserRole writer = role(acme, "writer");
    write(tx -> {
      tx.groups().addMember(acme.id(), staff.id(), alice.id());
      tx.roles().grantToGroup(acme.id(), reader.id(), staff.id());
      tx.roles().grantToUser(acme.id(), reader.id(), alice.id());
      tx.roles().grantToUser(acme.id(), writer.id(), alice.id());
      tx.roles().grantToUser(acme.id(), writer.id(), bob.id());
    });

    assertThat(list(tx -> tx.roles().ofUser(acme.id(), alice.id())))
        .containsExactly(reader, writer);
    assertThat(list(tx -> tx.roles().ofUser(acme.id(), bob.id()))).containsExactly(writer);
    assertThat(list(tx -> tx.roles().ofGroup(acme.id(), staff.id()))).containsExactly(reader);
    assertThat(list(tx -> tx.roles().groupsWith(acme.id(), reader.id()))).containsExactly(staff);
    assertThat(list(tx -> tx.roles().holders(acme.id(), writer.id(), 0, 9)))
        .containsExactly(alice.id(), bob.id());

    assertThat(answer(tx -> tx.roles().revokeFromUser(acme.id(), writer.id(), bob.id()))).isTrue();
    assertThat(answer(tx -> tx.groups().delete(acme.id(), staff.id()))).isTrue();
    assertThat(list(tx -> tx.roles().ofUser(acme.id(), bob.id()))).isEmpty();
    assertThat(list(tx -> tx.roles().ofUser(acme.id(), alice.id())))
        .containsExactly(reader, writer);
    assertThat(answer(tx -> tx.roles().delete(acme.id(), reader.id()))).isTrue();
    assertThat(list(tx -> tx.roles().grantedTo(acme.id(), alice.id()))).containsExactly(writer);
  }
}
