package dev.countersign.face.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file in memory as the image readers take it: nothing is copied, and time is looked at. */
final class FileBytes extends ImageInputStreamImpl {
  private static final int AT_ONCE = 4096;

  private final byte[] file;
  private final TimeLimit limit;

  FileBytes(byte[] file, TimeLimit limit) {
    this.file = file;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (streamPos >= file.length) {
      return -1;
    }
    return file[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    limit.check();
    bitOffset = 0;
    if (streamPos >= file.length) {
      return -1;
    }
    // In small bites, so that no reader goes long between two looks at the clock.
    int count = (int) Math.min(Math.min(length, AT_ONCE), file.length - streamPos);
    System.arraycopy(file, (int) streamPos, into, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return file.length;
  }
}
