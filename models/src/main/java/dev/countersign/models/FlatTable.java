package dev.countersign.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a FlatBuffers file, read in place. Fields are found by number through the table's
 * vtable; a field that is not there has its default.
 *
 * @see <a href="https://flatbuffers.dev/internals/">FlatBuffers internals</a>
 */
record FlatTable(ByteBuffer file, int position) {
  /** The root of a file; {@code identifier} are the four letters at its fifth byte. */
  static FlatTable root(byte[] bytes, String identifier) {
    if (bytes.length < 8) {
      throw new UnsupportedModelException("The file has " + bytes.length + " bytes");
    }
    String found = new String(bytes, 4, 4, StandardCharsets.US_ASCII);
    if (!found.equals(identifier)) {
      throw new UnsupportedModelException("The file is not " + identifier + " but " + found);
    }
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(file, file.getInt(0));
  }

  /** Where the field lies, or 0 when it is absent. */
  private int at(int field) {
    int vtable = position - file.getInt(position);
    int entry = 4 + 2 * field;
    if (entry >= Short.toUnsignedInt(file.getShort(vtable))) {
      return 0;
    }
    int offset = Short.toUnsignedInt(file.getShort(vtable + entry));
    return offset == 0 ? 0 : position + offset;
  }

  int int8(int field, int absent) {
    int at = at(field);
    return at == 0 ? absent : file.get(at);
  }

  int int32(int field, int absent) {
    int at = at(field);
    return at == 0 ? absent : file.getInt(at);
  }

  Optional<FlatTable> table(int field) {
    int at = at(field);
    return at == 0 ? Optional.empty() : Optional.of(new FlatTable(file, at + file.getInt(at)));
  }

  /** The position of a vector's length, which its elements follow; 0 when it is absent. */
  private int vector(int field) {
    int at = at(field);
    return at == 0 ? 0 : at + file.getInt(at);
  }

  String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  byte[] bytes(int field) {
    int vector = vector(field);
    if (vector == 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[file.getInt(vector)];
    file.get(vector + 4, bytes);
    return bytes;
  }

  List<Integer> integers(int field) {
    List<Integer> integers = new ArrayList<>();
    int vector = vector(field);
    for (int i = 0; vector != 0 && i < file.getInt(vector); i++) {
      integers.add(file.getInt(vector + 4 + 4 * i));
    }
    return List.copyOf(integers);
  }

  List<FlatTable> tables(int field) {
    List<FlatTable> tables = new ArrayList<>();
    int vector = vector(field);
    for (int i = 0; vector != 0 && i < file.getInt(vector); i++) {
      int at = vector + 4 + 4 * i;
      tables.add(new FlatTable(file, at + file.getInt(at)));
    }
    return List.copyOf(tables);
  }
}
