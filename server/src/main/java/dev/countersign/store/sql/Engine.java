package dev.countersign.store.sql;

import java.util.Map;

/** Everything in which the two databases differ in words. */
@SuppressWarnings("ImmutableEnumChecker") // the map is made by Map.of
enum Engine {
  // SQLite compares text bytewise unless told otherwise; PostgreSQL as the database was created.
  SQLITE("BLOB", "TEXT", "COLLATE BINARY", "WITHOUT ROWID", "", "", ""),
  POSTGRES(
      "BYTEA",
      "TEXT COLLATE \"C\"",
      "COLLATE \"C\"",
      "",
      " FOR UPDATE",
      " FOR SHARE",
      " FOR UPDATE SKIP LOCKED");

  private final String bytes;
  private final String bytewise;
  private final String inBytes;
  private final String withoutRowid;
  private final String forUpdate;
  private final String forShare;
  private final String skipLocked;

  Engine(
      String bytes,
      String bytewise,
      String inBytes,
      String withoutRowid,
      String forUpdate,
      String forShare,
      String skipLocked) {
    this.bytes = bytes;
    this.bytewise = bytewise;
    this.inBytes = inBytes;
    this.withoutRowid = withoutRowid;
    this.forUpdate = forUpdate;
    this.forShare = forShare;
    this.skipLocked = skipLocked;
  }

  /** What the migrations say differently. */
  Map<String, String> placeholders() {
    return Map.of(
        "bytes", bytes,
        "bytewise", bytewise,
        "in_bytes", inBytes,
        "without_rowid", withoutRowid,
        "each_resource", eachResource());
  }

  /** The values of the list {@code resources} in the JSON text {@code client.settings}. */
  private String eachResource() {
    return switch (this) {
      case SQLITE -> "json_each(client.settings, '$.resources') AS one";
      case POSTGRES ->
          "json_array_elements_text(client.settings::json -> 'resources') AS one(value)";
    };
  }

  /** Stands behind a text that is to be compared bytewise, and lowered in ASCII alone. */
  String inBytes() {
    return inBytes;
  }

  /** Locks the selected rows; SQLite has one writer, so there is nobody to keep out. */
  String forUpdate() {
    return forUpdate;
  }

  /** Keeps the selected rows from being changed or removed; others may do the same. */
  String forShare() {
    return forShare;
  }

  /** Locks the selected rows, passing over those another node holds. */
  String skipLocked() {
    return skipLocked;
  }
}
