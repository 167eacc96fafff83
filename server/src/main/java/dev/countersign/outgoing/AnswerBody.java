package dev.countersign.outgoing;

import dev.countersign.outgoing.OutgoingRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * An answer's body while it comes. There is never more memory taken for it than room was asked for,
 * nor much more than has come, whatever was announced: a slow host holds next to none.
 */
final class AnswerBody {
  private static final int CHUNK = 16_000;

  private final int most;
  private final AnswerRoom room;
  private byte[] bytes = new byte[0];
  private int length;

  private AnswerBody(int most, AnswerRoom room) {
    this.most = most;
    this.room = room;
  }

  /**
   * Reads to the end.
   *
   * @param announced how many bytes are to come; negative where nobody said
   * @param limit how many may
   */
  static byte[] read(InputStream content, long announced, int limit, AnswerRoom room)
      throws IOException, OutgoingRefused {
    if (announced > limit) {
      throw new OutgoingRefused(Reason.TOO_LARGE);
    }
    AnswerBody body = new AnswerBody(announced < 0 ? limit : (int) announced, room);
    byte[] chunk = new byte[CHUNK];
    for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
      body.add(chunk, n);
    }
    return body.whole();
  }

  private void add(byte[] chunk, int count) throws OutgoingRefused {
    if (count > most - length) {
      throw new OutgoingRefused(Reason.TOO_LARGE);
    }
    if (count > bytes.length - length) {
      grow();
    }
    System.arraycopy(chunk, 0, bytes, length, count);
    length += count;
  }

  // Twice what there was, which a chunk always fits into.
  private void grow() throws OutgoingRefused {
    int larger = Math.min(most, Math.max(CHUNK, 2 * bytes.length));
    if (!room.take(larger - bytes.length)) {
      throw new OutgoingRefused(Reason.NO_ROOM);
    }
    bytes = Arrays.copyOf(bytes, larger);
  }

  private byte[] whole() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
