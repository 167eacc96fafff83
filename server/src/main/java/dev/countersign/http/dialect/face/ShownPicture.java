package dev.countersign.http.dialect.face;

import dev.countersign.capture.SentPictures.Sent;
import dev.countersign.http.Reply;
import java.io.IOException;
import java.io.OutputStream;

/** A picture on its way out, whose memory is given back when it was sent. */
record ShownPicture(Sent sent) implements Reply.Streamed {
  @Override
  public long length() {
    return sent.picture().bytes().length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(sent.picture().bytes());
  }

  @Override
  public void close() {
    sent.close();
  }
}
