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
import dev.countersign.naming.Label;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A customer's groups and who is in them. Every call names the customer. */
public final class GroupAdministration {
  private static final String WHAT = "A group's name";

  private final Store store;
  private final AuditLog audit;
  private final IdSource ids;
  private final InstantSource clock;

  public GroupAdministration(Store store, AuditLog audit, IdSource ids, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes a group.
   *
   * @throws InvalidInput when name or description cannot be used
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public UserGroup create(CustomerId customer, String name, String description, Origin origin) {
    Labelled labelled = Labelled.of(WHAT, name, description);
    UserGroup group = labelled.made(UserGroup::new, customer, ids.next(), clock.instant());
    return store.write(tx -> {
      tx.groups().add(group);
      tell(tx, AuditKind.GROUP_CREATED, group, About.customer(customer), origin);
      return group;
    });
  }

  /** The group of that id. */
  public Optional<UserGroup> find(CustomerId customer, long id) {
    return store.read(tx -> tx.groups().byId(customer, id));
  }

  /** The group of that name. */
  public Optional<UserGroup> find(CustomerId customer, String name) {
    return Label.lookupKey(name)
        .flatMap(key -> store.read(tx -> tx.groups().byNameKey(customer, key)));
  }

  /** A customer's groups by name, starting after that name key, at most so many. */
  public List<UserGroup> list(CustomerId customer, String afterNameKey, int limit) {
    return store.read(tx -> tx.groups().list(customer, afterNameKey, limit));
  }

  /** The groups a person is in, by name. */
  public List<UserGroup> ofUser(CustomerId customer, UserId user) {
    return store.read(tx -> tx.groups().ofUser(customer, user));
  }

  /** The people in a group by id, starting after that one (0 for the first), at most so many. */
  public List<UserId> members(UserGroup group, long afterUser, int limit) {
    return store.read(tx -> tx.groups().members(group.customerId(), group.id(), afterUser, limit));
  }

  /**
   * Gives a group another name, another description, or both.
   *
   * @throws InvalidInput when one cannot be used
   * @throws NotFound when the group is gone
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public UserGroup update(
      CustomerId customer,
      long id,
      Optional<String> name,
      Optional<String> description,
      Origin origin) {
    return store.write(tx -> {
      UserGroup old = require(tx, customer, id);
      Labelled labelled =
          Labelled.of(WHAT, name.orElse(old.name()), description.orElse(old.description()));
      UserGroup changed = labelled.made(UserGroup::new, customer, id, old.createdAt());
      if (!changed.equals(old)) {
        tx.groups().update(changed);
        tell(tx, AuditKind.GROUP_UPDATED, changed, About.customer(customer), origin);
      }
      return changed;
    });
  }

  /** Removes a group; the people in it stay. False when there is none. */
  public boolean delete(CustomerId customer, long id, Origin origin) {
    return store.write(tx -> {
      Optional<UserGroup> group = tx.groups().byId(customer, id);
      if (group.isEmpty() || !tx.groups().delete(customer, id)) {
        return false;
      }
      tell(tx, AuditKind.GROUP_DELETED, group.get(), About.customer(customer), origin);
      return true;
    });
  }

  /**
   * Puts a person in; false when they were in it.
   *
   * @throws NotFound when the customer has no such group or person
   */
  public boolean addMember(CustomerId customer, long id, UserId user, Origin origin) {
    return store.write(tx -> {
      UserGroup group = require(tx, customer, id);
      if (tx.users().lock(customer, user).isEmpty()) {
        throw new NotFound("the user");
      }
      if (!tx.groups().addMember(customer, id, user)) {
        return false;
      }
      tell(tx, AuditKind.GROUP_MEMBER_ADDED, group, About.user(customer, user), origin);
      return true;
    });
  }

  /**
   * Takes a person out; false when they were not in it.
   *
   * @throws NotFound when the customer has no such group
   */
  public boolean removeMember(CustomerId customer, long id, UserId user, Origin origin) {
    return store.write(tx -> {
      UserGroup group = require(tx, customer, id);
      if (!tx.groups().removeMember(customer, id, user)) {
        return false;
      }
      tell(tx, AuditKind.GROUP_MEMBER_REMOVED, group, About.user(customer, user), origin);
      return true;
    });
  }

  private static UserGroup require(Transaction tx, CustomerId customer, long id) {
    return tx.groups().byId(customer, id).orElseThrow(() -> new NotFound("the group"));
  }

  private void tell(Transaction tx, AuditKind kind, UserGroup group, About about, Origin origin) {
    About detailed = about.with("{\"group\":\"" + group.id() + "\"}");
    audit.append(tx, kind, AuditLog.SUCCESS, origin, detailed);
  }
}
