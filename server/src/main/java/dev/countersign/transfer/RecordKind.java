package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One type of record: how it is found in a database, written to a file, read from one, and stored.
 *
 * @param <T> what a record of the type is here
 */
interface RecordKind<T> {
  /** How many rows are read at once. */
  int PAGE = 500;

  /** The type's name in files; never changed. */
  String type();

  /** The newest version of the type; older ones are read too. */
  default int version() {
    return 1;
  }

  /** Whether a record is of no use without its secret part, and so is left out without secrets. */
  default boolean needsSecret() {
    return false;
  }

  /** How many records of the type the customer has, as far as is quickly known. */
  default long count(Transaction tx, CustomerId customer) {
    return 0;
  }

  /** Hands over every record of the type that the customer has, in pages. */
  void each(Reading reading, Consumer<T> sink);

  Identity identity(T item);

  /** Writes what is no secret, and what is. */
  void write(T item, ObjectNode open, ObjectNode secret);

  /**
   * Reads a record.
   *
   * @param secret the secret part; absent in a file without secrets
   * @throws InvalidRecord when a part is missing or wrong
   */
  T read(Fields open, Optional<Fields> secret);

  /** The record of the same identity that is here. */
  Optional<T> find(Transaction tx, T item);

  /** What stands in the way of storing the record: what it refers to, or who has its name. */
  default Optional<String> obstacle(Here here, T item) {
    return Optional.empty();
  }

  /** What people should know when one record takes the other's place. */
  default Optional<String> remark(T stored, T given) {
    return Optional.empty();
  }

  /** Stores the record, in place of the one that is here if there is one. */
  void store(Writing writing, T item, Optional<T> old);

  /** The names of the parts in which two records differ; none for equal ones. */
  default List<String> differences(T stored, T given) {
    ObjectNode openStored = Json.object();
    ObjectNode secretStored = Json.object();
    write(stored, openStored, secretStored);
    ObjectNode openGiven = Json.object();
    ObjectNode secretGiven = Json.object();
    write(given, openGiven, secretGiven);
    List<String> names = new ArrayList<>(differences(openStored, openGiven));
    names.addAll(differences(secretStored, secretGiven));
    return names;
  }

  private static List<String> differences(ObjectNode one, ObjectNode other) {
    Set<String> names = new LinkedHashSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names.stream().filter(name -> !value(one, name).equals(value(other, name))).toList();
  }

  private static JsonNode value(ObjectNode node, String name) {
    return node.path(name);
  }

  /**
   * What a record is known by.
   *
   * @param customer whose it is; absent for what is the server's own
   * @param id unique among the customer's records of the type
   */
  record Identity(Optional<CustomerId> customer, String id) {
    static Identity of(CustomerId customer, long id) {
      return new Identity(Optional.of(customer), Long.toString(id));
    }

    static Identity of(CustomerId customer, String id) {
      return new Identity(Optional.of(customer), id);
    }
  }
}
