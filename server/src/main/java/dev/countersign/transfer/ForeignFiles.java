package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.transfer.Import.Request;
import java.util.Map;

/** The readers for files that other servers wrote. */
final class ForeignFiles {
  private final Kinds kinds;

  ForeignFiles(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * The reader for the request's file.
   *
   * @param customer whose everything in the file becomes
   * @param notes is filled with what has no place here
   */
  Source source(Request request, CustomerId customer, Map<String, Long> notes) {
    return switch (request.format()) {
      case KEYCLOAK ->
          new KeycloakRealm(request.file(), new KeycloakContext(customer, kinds, notes));
      case LOOPBACK -> new LoopBackDump(request.file(), customer, kinds.users(), notes);
      case COUNTERSIGN -> throw new IllegalArgumentException("that is no other server");
    };
  }
}
