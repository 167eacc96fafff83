package dev.countersign.user;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.PasswordPolicy;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EnrolmentQuery;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Page;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.naming.Name;
import dev.countersign.privacy.Erasure;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything done to an account by its customer or the operator. Every call names the customer;
 * there is no way to reach another's people.
 */
public final class UserAdministration {
  private final Store store;
  private final UserDrafts drafts;
  private final EnrolmentLinks links;
  private final EnrolmentInvitations invitations;
  private final Erasure erasure;
  private final AuditLog audit;
  private final InstantSource clock;

  public UserAdministration(
      Store store,
      PasswordHasher hasher,
      PasswordPolicy policy,
      EnrolmentLinks links,
      EnrolmentInvitations invitations,
      Erasure erasure,
      AuditLog audit,
      IdSource ids,
      InstantSource clock) {
    this.store = store;
    this.drafts = new UserDrafts(hasher, policy, links, ids, clock);
    this.links = links;
    this.invitations = invitations;
    this.erasure = erasure;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds a person.
   *
   * @throws InvalidInput when a part of it cannot be used
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public User create(CustomerId customer, NewUser wanted, Origin origin) {
    User user = drafts.of(customer, wanted);
    return store.write(tx -> {
      add(tx, user, origin);
      return user;
    });
  }

  /**
   * Adds a person, and mails them their enrolment URL where the customer has a mail for it. Both or
   * neither: the mail is queued in the transaction that adds the person.
   *
   * @throws InvalidInput when a part of it cannot be used
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public User invite(CustomerId customer, NewUser wanted, Origin origin) {
    User user = drafts.of(customer, wanted);
    String url = links.url(customer, user.enrolment());
    return store.write(tx -> {
      add(tx, user, origin);
      invitations.queue(tx, user, url);
      return user;
    });
  }

  /** Notes that somebody looks at the link by which that person enrols their face. */
  public void noteLinkShown(CustomerId customer, UserId id, Origin origin) {
    store.write(tx -> {
      About about = About.user(customer, id);
      audit.append(tx, AuditKind.ENROLMENT_LINK_SHOWN, AuditLog.SUCCESS, origin, about);
      return true;
    });
  }

  /**
   * Somebody who becomes a customer's person.
   *
   * @param userName the name to sign in with
   * @param profile what is known about the person
   * @param passwordHash of the password they chose, absent for one who has none yet
   */
  public record Joining(String userName, Profile profile, Optional<String> passwordHash) {
    /** Without anything personal. */
    @Override
    public String toString() {
      return "Joining[…]";
    }
  }

  /**
   * Adds a person inside a transaction of the caller's.
   *
   * @throws InvalidInput when a part of it cannot be used
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public User join(Transaction tx, CustomerId customer, Joining joining, Origin origin) {
    Name name = Name.of("userName", joining.userName());
    Profile profile = Profiles.checked(joining.profile());
    User user = drafts.of(customer, name, profile, joining.passwordHash());
    add(tx, user, origin);
    return user;
  }

  /**
   * Why that person cannot be added, by the part that cannot be used: all of it at once. Whether
   * the name is taken is another matter.
   */
  public Map<String, String> faults(NewUser wanted) {
    return drafts.faults(wanted);
  }

  private void add(Transaction tx, User user, Origin origin) {
    tx.users().add(user);
    tell(tx, AuditKind.USER_CREATED, user, origin);
  }

  /** Why a password may not be set, as a sentence for its owner, or empty where it may. */
  public Optional<String> refusal(Secret password, List<String> known) {
    return drafts.refusal(password, known);
  }

  /** The person of that name. */
  public Optional<User> find(CustomerId customer, String userName) {
    return Name.lookupKey(userName)
        .flatMap(key -> store.read(tx -> tx.users().byNameKey(customer, key)));
  }

  /** The person of that id. */
  public Optional<User> find(CustomerId customer, UserId id) {
    return store.read(tx -> tx.users().byId(customer, id));
  }

  /** The person an enrolment URL names. */
  public Optional<User> findByEnrolmentUrl(CustomerId customer, String url) {
    return EnrolmentLinks.reference(url)
        .flatMap(
            reference -> store.read(tx -> tx.users().byEnrolmentReference(customer, reference)));
  }

  /** A customer's people by name, starting after that name key, at most so many. */
  public List<User> list(CustomerId customer, String afterNameKey, int limit) {
    return store.read(tx -> tx.users().list(customer, afterNameKey, limit));
  }

  /** One page of the customer's enrolments, newest change first. */
  public Page<User> enrolments(CustomerId customer, EnrolmentQuery query) {
    return store.read(tx -> tx.users().enrolments(customer, query));
  }

  /** The people on the black list, longest there first. */
  public List<User> blacklisted(CustomerId customer) {
    return store.read(tx -> tx.users().blacklisted(customer));
  }

  /**
   * Changes what is known about a person.
   *
   * @throws NotFound when there is none
   * @throws InvalidInput when a part of it cannot be used
   * @throws dev.countersign.store.AlreadyExists when the new name is taken
   */
  public User update(CustomerId customer, UserId id, UserChange change, Origin origin) {
    Optional<Name> name = change.userName().map(given -> Name.of("userName", given));
    return changed(
        customer, id, AuditKind.USER_UPDATED, origin, user -> drafts.changed(user, name, change));
  }

  /** Gives a person another password; every session of theirs ends. */
  public User setPassword(CustomerId customer, UserId id, Secret password, Origin origin) {
    User user = find(customer, id).orElseThrow(() -> new NotFound("the user"));
    String hash = drafts.hashed(password, user.userName(), user.profile());
    return store.write(tx -> {
      User changed =
          change(
              tx, customer, id, AuditKind.PASSWORD_CHANGED, origin, one -> one.withPassword(hash));
      tx.sessions().endOfUser(customer, id, null);
      return changed;
    });
  }

  /** Switches an account off: every session of it ends, and it cannot sign in. */
  public User disable(CustomerId customer, UserId id, Origin origin) {
    return store.write(tx -> {
      User changed =
          change(
              tx,
              customer,
              id,
              AuditKind.USER_DISABLED,
              origin,
              user -> user.withState(User.State.DISABLED));
      tx.sessions().endOfUser(customer, id, null);
      return changed;
    });
  }

  /** Switches an account on again. */
  public User enable(CustomerId customer, UserId id, Origin origin) {
    return store.write(tx -> {
      // One whose deletion is planned goes on waiting for it.
      User.State on =
          tx.accountDeletions()
              .find(customer, id)
              .map(planned -> User.State.LEAVING)
              .orElse(User.State.ACTIVE);
      return change(tx, customer, id, AuditKind.USER_ENABLED, origin, user -> user.withState(on));
    });
  }

  /** Puts a person on the black list; one who is there already stays since when they were. */
  public User blacklist(CustomerId customer, UserId id, Origin origin) {
    return changed(
        customer,
        id,
        AuditKind.USER_BLACKLISTED,
        origin,
        user -> {
          if (user.blacklisted()) {
            return user;
          }
          return user.withBlacklistedAt(clock.instant());
        });
  }

  /** Takes a person off the black list. */
  public User whitelist(CustomerId customer, UserId id, Origin origin) {
    return changed(
        customer, id, AuditKind.USER_WHITELISTED, origin, user -> user.withBlacklistedAt(null));
  }

  /** Removes a person with everything that is known of them; false when somebody else did. */
  public boolean delete(CustomerId customer, UserId id, Origin origin) {
    return erase(customer, id, origin).isPresent();
  }

  /** The same with the proof that what was biometric is erased; absent when somebody else did. */
  public Optional<ErasureReceipt> erase(CustomerId customer, UserId id, Origin origin) {
    return store.write(tx -> {
      if (tx.users().lock(customer, id).isEmpty()) {
        return Optional.empty();
      }
      ErasureReceipt receipt = erasure.everything(tx, customer, id, origin);
      tx.users().delete(customer, id);
      audit.append(tx, AuditKind.USER_DELETED, AuditLog.SUCCESS, origin, About.user(customer, id));
      return Optional.of(receipt);
    });
  }

  private User changed(
      CustomerId customer, UserId id, AuditKind kind, Origin origin, UnaryOperator<User> change) {
    return store.write(tx -> change(tx, customer, id, kind, origin, change));
  }

  /**
   * Changes a person inside a transaction of the caller's, and tells the trail; nothing is written
   * where nothing becomes different.
   *
   * @throws NotFound when there is none
   */
  public User change(
      Transaction tx,
      CustomerId customer,
      UserId id,
      AuditKind kind,
      Origin origin,
      UnaryOperator<User> change) {
    User old = tx.users().byId(customer, id).orElseThrow(() -> new NotFound("the user"));
    User changed = change.apply(old);
    if (changed.equals(old)) {
      // Done before: there is nothing to write and nothing to tell.
      return old;
    }
    tx.users().update(old, changed, clock.instant());
    tell(tx, kind, changed, origin);
    return changed;
  }

  private void tell(Transaction tx, AuditKind kind, User user, Origin origin) {
    About about = About.user(user.customerId(), user.id());
    audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
  }
}
