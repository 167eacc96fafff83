package dev.countersign.http;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is in memory, and what is to be given back once it was sent. */
record HeldBytes(byte[] bytes, Runnable givenBack) implements Reply.Streamed {
  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  @Override
  public void close() {
    givenBack.run();
  }
}
