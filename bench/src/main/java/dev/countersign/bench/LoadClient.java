package dev.countersign.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Loads a server over kept-alive connections, one thread each, with as little work of its own as
 * possible: it shares the processors with what it measures.
 */
final class LoadClient {
  private final int port;

  LoadClient(int port) {
    this.port = port;
  }

  /**
   * What a run measured.
   *
   * @param answers how many answers had the expected status
   * @param others how many had another
   * @param seconds how long it took
   * @param nanos the latency of every expected answer, sorted
   */
  record Result(long answers, long others, double seconds, long[] nanos) {
    double perSecond() {
      return answers / seconds;
    }

    double percentileMillis(double percentile) {
      if (nanos.length == 0) {
        return Double.NaN;
      }
      int index = (int) Math.min(nanos.length - 1L, Math.round(percentile * (nanos.length - 1)));
      return nanos[index] / 1e6;
    }
  }

  /** One HTTP request as bytes. */
  static byte[] request(String method, String path, String headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(method, path, content.length, headers);
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(start, start.length + content.length);
    System.arraycopy(content, 0, whole, start.length, content.length);
    return whole;
  }

  /**
   * Sends requests until the time is over.
   *
   * @param requests the n-th request of all connections together
   */
  Result run(int connections, Duration time, int expected, LongFunction<byte[]> requests) {
    long end = System.nanoTime() + time.toNanos();
    return run(connections, expected, requests, number -> System.nanoTime() < end);
  }

  /** Sends so many requests. */
  Result run(int connections, long count, int expected, LongFunction<byte[]> requests) {
    return run(connections, expected, requests, number -> number < count);
  }

  private Result run(int connections, int expected, LongFunction<byte[]> requests, Condition goOn) {
    AtomicLong next = new AtomicLong();
    AtomicLong others = new AtomicLong();
    long[][] latencies = new long[connections][];
    CountDownLatch done = new CountDownLatch(connections);
    long started = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      int slot = i;
      Thread.ofPlatform()
          .start(() -> {
            try {
              latencies[slot] = connection(next, others, expected, requests, goOn);
            } finally {
              done.countDown();
            }
          });
    }
    await(done);
    double seconds = (System.nanoTime() - started) / 1e9;
    long[] all = Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(all.length, others.get(), seconds, all);
  }

  private interface Condition {
    boolean holds(long number);
  }

  private long[] connection(
      AtomicLong next,
      AtomicLong others,
      int expected,
      LongFunction<byte[]> requests,
      Condition goOn) {
    long[] nanos = new long[1 << 12];
    int count = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 13);
      long number = next.getAndIncrement();
      while (goOn.holds(number)) {
        long before = System.nanoTime();
        socket.getOutputStream().write(requests.apply(number));
        int status = answer(in);
        if (status == expected) {
          if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
          }
          nanos[count++] = System.nanoTime() - before;
        } else {
          others.incrementAndGet();
        }
        number = next.getAndIncrement();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(nanos, count);
  }

  /** Reads one answer to its end; answers its status. */
  private static int answer(InputStream in) throws IOException {
    String statusLine = line(in);
    int status = Integer.parseInt(statusLine.substring(9, 12));
    long length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** One request on a connection of its own, with the whole answer. */
  String once(byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request);
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      int length = 0;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        head.append(header).append('\n');
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      return head + "\n" + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
