package dev.countersign.matching;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.UserId;
import dev.countersign.face.gallery.IdSet;
import dev.countersign.naming.Label;
import dev.countersign.naming.Name;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A customer's search spaces: named sets of its people. */
public final class SearchSpaceAdministration {
  private final Store store;
  private final AuditLog audit;
  private final IdSource ids;

  public SearchSpaceAdministration(Store store, AuditLog audit, IdSource ids) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
  }

  /**
   * Makes the space of that name hold exactly these people, adding the space if there is none.
   *
   * @throws InvalidInput when the name cannot be used
   * @throws UnknownUsers when one of the people does not exist; nothing is changed then
   */
  public SearchSpace put(CustomerId customer, String name, List<String> userNames, Origin origin) {
    Label spaceName = Label.of("A search space's name", name);
    Map<String, String> keys = keys(userNames);
    long newId = ids.next();
    SearchSpace wanted = new SearchSpace(customer, newId, spaceName.given(), spaceName.key());
    return store.write(tx -> {
      List<UserId> members = members(tx, customer, keys);
      SearchSpace space = foundOrAdded(tx, wanted);
      tx.searchSpaces().replaceMembers(space, members);
      tell(tx, AuditKind.SEARCH_SPACE_STORED, space, ",\"users\":" + members.size(), origin);
      return space;
    });
  }

  /**
   * Makes an empty space.
   *
   * @throws InvalidInput when the name cannot be used
   * @throws AlreadyExists when it is taken
   */
  public SearchSpace create(CustomerId customer, String name, Origin origin) {
    Label label = Label.of("A search space's name", name);
    SearchSpace space = new SearchSpace(customer, ids.next(), label.given(), label.key());
    return store.write(tx -> {
      tx.searchSpaces().add(space);
      tell(tx, AuditKind.SEARCH_SPACE_STORED, space, ",\"users\":0", origin);
      return space;
    });
  }

  /** The space of that id. */
  public Optional<SearchSpace> find(CustomerId customer, long id) {
    return store.read(tx -> tx.searchSpaces().find(customer, id));
  }

  /** A customer's spaces by name, starting after that name key, at most so many. */
  public List<SearchSpace> list(CustomerId customer, String afterNameKey, int limit) {
    return store.read(tx -> tx.searchSpaces().list(customer, afterNameKey, limit));
  }

  /** The members' ids in their order, starting after that one (0 for the first). */
  public List<UserId> members(SearchSpace space, long afterUser, int limit) {
    return store.read(tx -> tx.searchSpaces().memberPage(space, afterUser, limit));
  }

  /** How many members a space has, counted up to that number. */
  public int size(SearchSpace space, int most) {
    return store.read(tx -> tx.searchSpaces().countMembers(space, most));
  }

  /**
   * Gives a space another name.
   *
   * @throws InvalidInput when it cannot be used
   * @throws AlreadyExists when it is taken
   * @throws NotFound when the space is gone
   */
  public SearchSpace rename(CustomerId customer, long id, String name, Origin origin) {
    Label label = Label.of("A search space's name", name);
    SearchSpace renamed = new SearchSpace(customer, id, label.given(), label.key());
    return store.write(tx -> {
      tx.searchSpaces().rename(renamed);
      tell(tx, AuditKind.SEARCH_SPACE_STORED, renamed, "", origin);
      return renamed;
    });
  }

  /**
   * Puts somebody into a space.
   *
   * @throws NotFound when the customer has no such space or person
   */
  public void addMember(CustomerId customer, long id, UserId user, Origin origin) {
    var _ =
        store.write(tx -> {
          SearchSpace space =
              tx.searchSpaces()
                  .find(customer, id)
                  .orElseThrow(SearchSpaceAdministration::missingSpace);
          if (tx.users().lock(customer, user).isEmpty()) {
            throw new NotFound("the user");
          }
          tx.searchSpaces().addMembers(space, List.of(user));
          tell(tx, AuditKind.SEARCH_SPACE_STORED, space, ",\"added\":\"" + user + "\"", origin);
          return true;
        });
  }

  /**
   * Takes somebody out of a space; false when they were not in it.
   *
   * @throws NotFound when the customer has no such space
   */
  public boolean removeMember(CustomerId customer, long id, UserId user, Origin origin) {
    return store.write(tx -> {
      SearchSpace space =
          tx.searchSpaces().find(customer, id).orElseThrow(SearchSpaceAdministration::missingSpace);
      if (!tx.searchSpaces().removeMember(space, user)) {
        return false;
      }
      tell(tx, AuditKind.SEARCH_SPACE_STORED, space, ",\"removed\":\"" + user + "\"", origin);
      return true;
    });
  }

  /** Each name as given, by its key. */
  private static Map<String, String> keys(List<String> userNames) {
    Map<String, String> keys = new LinkedHashMap<>();
    List<String> unknown =
        userNames.stream().filter(name -> Name.lookupKey(name).isEmpty()).distinct().toList();
    if (!unknown.isEmpty()) {
      throw new UnknownUsers(unknown);
    }
    for (String name : userNames) {
      Name.lookupKey(name).ifPresent(key -> keys.putIfAbsent(key, name));
    }
    return keys;
  }

  private static List<UserId> members(
      Transaction tx, CustomerId customer, Map<String, String> keys) {
    Map<String, UserId> found = tx.users().idsByNameKey(customer, keys.keySet());
    if (found.size() < keys.size()) {
      throw new UnknownUsers(missing(keys, found.keySet()));
    }
    return List.copyOf(found.values());
  }

  private static List<String> missing(Map<String, String> keys, Collection<String> found) {
    return keys.entrySet().stream()
        .filter(entry -> !found.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static SearchSpace foundOrAdded(Transaction tx, SearchSpace wanted) {
    Optional<SearchSpace> found =
        tx.searchSpaces().byNameKey(wanted.customerId(), wanted.nameKey());
    if (found.isPresent()) {
      return found.get();
    }
    try {
      tx.searchSpaces().add(wanted);
    } catch (AlreadyExists e) {
      // Another node added it between the two statements.
      return tx.searchSpaces()
          .byNameKey(wanted.customerId(), wanted.nameKey())
          .orElseThrow(() -> e);
    }
    return wanted;
  }

  /**
   * The members' user names, by name.
   *
   * @throws NotFound when there is no space of that name
   */
  public List<String> members(CustomerId customer, String name) {
    return store.read(tx -> tx.searchSpaces().memberNames(space(tx, customer, name)));
  }

  /**
   * The ids of everybody in any of the spaces, of nobody where the list is empty; absent when there
   * is no list, which means no confinement.
   *
   * @throws NotFound when there is no space of one of the names
   */
  Optional<IdSet> ids(CustomerId customer, Optional<List<String>> names) {
    return names.map(given -> store.read(tx -> ids(tx, customer, given)));
  }

  private static IdSet ids(Transaction tx, CustomerId customer, List<String> names) {
    return IdSet.union(
        names.stream()
            .map(name -> IdSet.of(tx.searchSpaces().memberIds(space(tx, customer, name))))
            .toList());
  }

  /**
   * Removes a space; its people stay.
   *
   * @throws NotFound when there is no space of that name
   */
  public void delete(CustomerId customer, String name, Origin origin) {
    boolean deleted =
        store.write(tx -> {
          SearchSpace space = space(tx, customer, name);
          if (!tx.searchSpaces().delete(space)) {
            return false;
          }
          tell(tx, AuditKind.SEARCH_SPACE_DELETED, space, "", origin);
          return true;
        });
    if (!deleted) {
      throw missingSpace();
    }
  }

  private static SearchSpace space(Transaction tx, CustomerId customer, String name) {
    return Label.lookupKey(name)
        .flatMap(key -> tx.searchSpaces().byNameKey(customer, key))
        .orElseThrow(SearchSpaceAdministration::missingSpace);
  }

  private static NotFound missingSpace() {
    return new NotFound("the search space");
  }

  private void tell(Transaction tx, AuditKind kind, SearchSpace space, String more, Origin origin) {
    String detail = "{\"searchSpace\":\"" + space.id() + "\"" + more + "}";
    About about = About.customer(space.customerId()).with(detail);
    audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
  }
}
