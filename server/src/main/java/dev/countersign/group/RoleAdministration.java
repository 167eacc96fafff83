package dev.countersign.group;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.naming.Label;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A customer's roles and who has them. Every call names the customer. */
public final class RoleAdministration {
  private static final String WHAT = "A role's name";

  private final Store store;
  private final AuditLog audit;
  private final IdSource ids;
  private final InstantSource clock;

  public RoleAdministration(Store store, AuditLog audit, IdSource ids, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes a role.
   *
   * @throws InvalidInput when name or description cannot be used
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public UserRole create(CustomerId customer, String name, String description, Origin origin) {
    Labelled labelled = Labelled.of(WHAT, name, description);
    UserRole role = labelled.made(UserRole::new, customer, ids.next(), clock.instant());
    return store.write(tx -> {
      tx.roles().add(role);
      tell(tx, AuditKind.ROLE_CREATED, role, "", About.customer(customer), origin);
      return role;
    });
  }

  /** The role of that id. */
  public Optional<UserRole> find(CustomerId customer, long id) {
    return store.read(tx -> tx.roles().byId(customer, id));
  }

  /** The role of that name. */
  public Optional<UserRole> find(CustomerId customer, String name) {
    return Label.lookupKey(name)
        .flatMap(key -> store.read(tx -> tx.roles().byNameKey(customer, key)));
  }

  /** A customer's roles by name, starting after that name key, at most so many. */
  public List<UserRole> list(CustomerId customer, String afterNameKey, int limit) {
    return store.read(tx -> tx.roles().list(customer, afterNameKey, limit));
  }

  /** The roles a person has, their groups' included, by name. */
  public List<UserRole> ofUser(CustomerId customer, UserId user) {
    return store.read(tx -> tx.roles().ofUser(customer, user));
  }

  /** The roles a person was given themselves, by name. */
  public List<UserRole> grantedTo(CustomerId customer, UserId user) {
    return store.read(tx -> tx.roles().grantedTo(customer, user));
  }

  /** The roles a group was given, by name. */
  public List<UserRole> ofGroup(UserGroup group) {
    return store.read(tx -> tx.roles().ofGroup(group.customerId(), group.id()));
  }

  /** The people given a role themselves, by id, after that one (0 for the first). */
  public List<UserId> holders(UserRole role, long afterUser, int limit) {
    return store.read(tx -> tx.roles().holders(role.customerId(), role.id(), afterUser, limit));
  }

  /** The groups given a role, by name. */
  public List<UserGroup> groupsWith(UserRole role) {
    return store.read(tx -> tx.roles().groupsWith(role.customerId(), role.id()));
  }

  /**
   * Gives a role another name, another description, or both.
   *
   * @throws InvalidInput when one cannot be used
   * @throws NotFound when the role is gone
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public UserRole update(
      CustomerId customer,
      long id,
      Optional<String> name,
      Optional<String> description,
      Origin origin) {
    return store.write(tx -> {
      UserRole old = require(tx, customer, id);
      Labelled labelled =
          Labelled.of(WHAT, name.orElse(old.name()), description.orElse(old.description()));
      UserRole changed = labelled.made(UserRole::new, customer, id, old.createdAt());
      if (!changed.equals(old)) {
        tx.roles().update(changed);
        tell(tx, AuditKind.ROLE_UPDATED, changed, "", About.customer(customer), origin);
      }
      return changed;
    });
  }

  /** Takes a role from everybody and removes it; false when there is none. */
  public boolean delete(CustomerId customer, long id, Origin origin) {
    return store.write(tx -> {
      Optional<UserRole> role = tx.roles().byId(customer, id);
      if (role.isEmpty() || !tx.roles().delete(customer, id)) {
        return false;
      }
      tell(tx, AuditKind.ROLE_DELETED, role.get(), "", About.customer(customer), origin);
      return true;
    });
  }

  /**
   * Gives a person a role; false when they had it.
   *
   * @throws NotFound when the customer has no such role or person
   */
  public boolean grant(CustomerId customer, long id, UserId user, Origin origin) {
    return store.write(tx -> {
      UserRole role = require(tx, customer, id);
      if (tx.users().lock(customer, user).isEmpty()) {
        throw new NotFound("the user");
      }
      boolean changed = tx.roles().grantToUser(customer, id, user);
      return told(tx, changed, AuditKind.ROLE_GRANTED, role, About.user(customer, user), origin);
    });
  }

  /**
   * Takes a role from a person; false when they did not have it themselves.
   *
   * @throws NotFound when the customer has no such role
   */
  public boolean revoke(CustomerId customer, long id, UserId user, Origin origin) {
    return store.write(tx -> {
      UserRole role = require(tx, customer, id);
      boolean changed = tx.roles().revokeFromUser(customer, id, user);
      return told(tx, changed, AuditKind.ROLE_REVOKED, role, About.user(customer, user), origin);
    });
  }

  private boolean told(
      Transaction tx, boolean changed, AuditKind kind, UserRole role, About about, Origin origin) {
    if (changed) {
      tell(tx, kind, role, "", about, origin);
    }
    return changed;
  }

  /**
   * Gives everybody in a group a role; false when it had it.
   *
   * @throws NotFound when the customer has no such role or group
   */
  public boolean grantToGroup(CustomerId customer, long id, long group, Origin origin) {
    return store.write(tx -> {
      UserRole role = require(tx, customer, id);
      requireGroup(tx, customer, group);
      boolean changed = tx.roles().grantToGroup(customer, id, group);
      if (changed) {
        About about = About.customer(customer);
        tell(tx, AuditKind.ROLE_GRANTED, role, groupDetail(group), about, origin);
      }
      return changed;
    });
  }

  /**
   * Takes a role from a group; false when it did not have it.
   *
   * @throws NotFound when the customer has no such role or group
   */
  public boolean revokeFromGroup(CustomerId customer, long id, long group, Origin origin) {
    return store.write(tx -> {
      UserRole role = require(tx, customer, id);
      requireGroup(tx, customer, group);
      boolean changed = tx.roles().revokeFromGroup(customer, id, group);
      if (changed) {
        About about = About.customer(customer);
        tell(tx, AuditKind.ROLE_REVOKED, role, groupDetail(group), about, origin);
      }
      return changed;
    });
  }

  private static UserRole require(Transaction tx, CustomerId customer, long id) {
    return tx.roles().byId(customer, id).orElseThrow(() -> new NotFound("the role"));
  }

  private static void requireGroup(Transaction tx, CustomerId customer, long group) {
    if (tx.groups().byId(customer, group).isEmpty()) {
      throw new NotFound("the group");
    }
  }

  private static String groupDetail(long group) {
    return ",\"group\":\"" + group + "\"";
  }

  private void tell(
      Transaction tx, AuditKind kind, UserRole role, String more, About about, Origin origin) {
    About detailed = about.with("{\"role\":\"" + role.id() + "\"" + more + "}");
    audit.append(tx, kind, AuditLog.SUCCESS, origin, detailed);
  }
}
