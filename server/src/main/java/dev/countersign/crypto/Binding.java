package dev.countersign.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The place a ciphertext belongs to. It is authenticated with the ciphertext, so that a value moved
 * to another column, customer or row no longer opens.
 *
 * @param table the table's name, not empty
 * @param column the column's name, not empty
 * @param customerId the customer who owns the row, or 0 for a row of the installation
 * @param rowId the row's key as text, not empty
 */
public record Binding(String table, String column, long customerId, String rowId) {

  private static final byte FORMAT = 1;

  /** Refuses empty names: they would bind nothing. */
  public Binding {
    if (table.isEmpty() || column.isEmpty() || rowId.isEmpty()) {
      throw new IllegalArgumentException("A binding names its table, its column and its row");
    }
  }

  /** Every text is preceded by its length, so no two bindings have the same bytes. */
  byte[] associatedData() {
    byte[] tableBytes = table.getBytes(StandardCharsets.UTF_8);
    byte[] columnBytes = column.getBytes(StandardCharsets.UTF_8);
    byte[] rowBytes = rowId.getBytes(StandardCharsets.UTF_8);
    int size = 1 + Long.BYTES + 3 * Integer.BYTES;
    size += tableBytes.length + columnBytes.length + rowBytes.length;
    return ByteBuffer.allocate(size)
        .put(FORMAT)
        .putInt(tableBytes.length)
        .put(tableBytes)
        .putInt(columnBytes.length)
        .put(columnBytes)
        .putLong(customerId)
        .putInt(rowBytes.length)
        .put(rowBytes)
        .array();
  }
}
