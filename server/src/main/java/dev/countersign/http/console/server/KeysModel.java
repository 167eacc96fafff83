package dev.countersign.http.console.server;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;
import java.util.List;

/**
 * The keys that tokens are signed with, and those that the database is encrypted under.
 *
 * @param frame what is around it
 * @param rings the signing keys, by issuer and algorithm
 * @param sealing the key-encryption keys
 * @param epochs the epochs of the keys of faces
 */
public record KeysModel(ConsoleFrame frame, List<Ring> rings, Table sealing, Table epochs) {
  /** Keeps an unmodifiable copy. */
  public KeysModel {
    rings = List.copyOf(rings);
  }

  /**
   * The keys of one issuer and algorithm.
   *
   * @param title whose they are
   * @param issuer its id
   * @param algorithm its JOSE name
   * @param keys one a row
   * @param next what will happen next
   * @param rotates whether the next key can be published now
   */
  public record Ring(
      String title, long issuer, String algorithm, Table keys, String next, boolean rotates) {}
}
