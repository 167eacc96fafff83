package dev.countersign.outgoing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/**
 * Reads no more of an answer's head than any honest one has. Limits of its lines and of their
 * number do not bound it: a hundred of the longest lines take megabytes, and many calls at once may
 * get them.
 */
final class BoundedHeads implements HttpMessageParserFactory<ClassicHttpResponse> {
  /** Bytes, and what of the body comes with the last of them. */
  static final int MOST = 40 * 1024;

  private static final Http1Config LINES =
      Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(16_384).build();

  private final HttpMessageParserFactory<ClassicHttpResponse> heads =
      new DefaultHttpResponseParserFactory(LINES);

  // The one method of the interface that has to be there.
  @Override
  @SuppressWarnings("deprecation")
  public HttpMessageParser<ClassicHttpResponse> create(Http1Config ofTheConnection) {
    return create();
  }

  @Override
  public HttpMessageParser<ClassicHttpResponse> create() {
    HttpMessageParser<ClassicHttpResponse> parser = heads.create();
    return (buffer, in) -> parser.parse(buffer, new Bounded(in));
  }

  private static final class Bounded extends FilterInputStream {
    private int left = MOST;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        throw new MessageConstraintException("The head is longer than " + MOST + " bytes");
      }
      int count = super.read(into, offset, Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
