package dev.countersign.transfer;

/**
 * A record that was read from a file.
 *
 * @param position which of the file's records it is, from 1; the same at every reading of the file
 * @param line where it stands
 * @param bytes how long it is, about
 * @param kind its type
 * @param item what it says
 * @param <T> what a record of the type is here
 */
record Entry<T>(long position, long line, int bytes, RecordKind<T> kind, T item) {
  /** For people: the type and the identity. */
  String name() {
    return kind.type() + " " + kind.identity(item).id();
  }
}
