package dev.countersign.store.sql;

import java.util.Map;

/** Everything in which the two databases differ in words. */
@SuppressWarnings("ImmutableEnumChecker") // the map is made by Map.of
enum Engine {
  SQLITE(Map.of("bytes", "BLOB", "without_rowid", "WITHOUT ROWID"), "", ""),
  POSTGRES(Map.of("bytes", "BYTEA", "without_rowid", ""), " FOR UPDATE", " FOR UPDATE SKIP LOCKED");

  private final Map<String, String> placeholders;
  private final String forUpdate;
  private final String skipLocked;

  Engine(Map<String, String> placeholders, String forUpdate, String skipLocked) {
    this.placeholders = placeholders;
    this.forUpdate = forUpdate;
    this.skipLocked = skipLocked;
  }

  /** What the migrations say differently. */
  Map<String, String> placeholders() {
    return placeholders;
  }

  /** Locks the selected rows; SQLite has one writer, so there is nobody to keep out. */
  String forUpdate() {
    return forUpdate;
  }

  /** Locks the selected rows, passing over those another node holds. */
  String skipLocked() {
    return skipLocked;
  }
}
