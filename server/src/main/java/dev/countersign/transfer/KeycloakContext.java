package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import java.util.Map;

/**
 * What the readers of a realm's parts share.
 *
 * @param customer whose everything becomes
 * @param kinds the types of records
 * @param notes counts what has no place here
 */
record KeycloakContext(CustomerId customer, Kinds kinds, Map<String, Long> notes) {
  void note(String what) {
    notes.merge(what, 1L, Long::sum);
  }

  long groupId(String path) {
    return ForeignIds.of("group", customer.toString(), path);
  }

  long roleId(String name) {
    return ForeignIds.of("role", customer.toString(), name);
  }

  long clientId(String clientId) {
    return ForeignIds.of("client", customer.toString(), clientId);
  }

  /** Takes the records that are made of one element of the file. */
  interface Sink {
    <T> void record(RecordKind<T> kind, T item);

    /** A record cannot be used; or, where it is used all the same, what of it is lost. */
    void remark(String record, String message);
  }
}
