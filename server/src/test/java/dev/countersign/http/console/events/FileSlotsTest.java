package dev.countersign.http.console.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FileSlotsTest {
  private final AtomicLong now = new AtomicLong();
  private final FileSlots slots = new FileSlots(now::get);

  @Test
  void aFifthFileAtOnceIsToldToWaitUntilOneWasWritten() throws IOException {
    List<Reply.Streamed> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      held.add(slots.held(new Body(false)));
    }

    assertThatThrownBy(() -> slots.held(new Body(false)))
        .isInstanceOf(RequestRefused.class)
        .hasMessage("The server is busy; try again in 10 seconds");
    held.getFirst().writeTo(OutputStream.nullOutputStream());

    assertThat(slots.held(new Body(false)).length()).isEqualTo(-1);
  }

  @Test
  void aClientThatGoesAwayFreesItsSlot() {
    for (int i = 0; i < 5; i++) {
      Reply.Streamed held = slots.held(new Body(true));

      assertThatThrownBy(() -> held.writeTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerThatComesToNothingBeforeItsBodyFreesItsSlot() {
    for (int i = 0; i < 5; i++) {
      slots.held(new Body(false)).close();
    }
  }

  @Test
  void whoReadsTooSlowlyLosesTheSlotOnceSomebodyElseWaits() throws Exception {
    List<CompletableFuture<Throwable>> readers = new ArrayList<>();
    List<SlowReader> streams = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      // The fourth has read as much as anybody may expect.
      SlowReader stream = new SlowReader(i == 3 ? 31 * ReadingPace.LEAST : 100);
      Reply.Streamed held = slots.held(new Endless());
      CompletableFuture<Throwable> reader = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> reader.complete(catchThrowable(() -> held.writeTo(stream))));
      readers.add(reader);
      streams.add(stream);
    }
    for (SlowReader stream : streams) {
      stream.stuck.await();
    }
    now.addAndGet(ReadingPace.PATIENCE.toNanos());
    assertThatThrownBy(() -> slots.held(new Body(false))).isInstanceOf(RequestRefused.class);
    assertThat(readers).noneMatch(CompletableFuture::isDone);

    now.addAndGet(1_000_000_000L);
    assertThatThrownBy(() -> slots.held(new Body(false))).isInstanceOf(RequestRefused.class);

    for (CompletableFuture<Throwable> reader : readers.subList(0, 3)) {
      assertThat(reader.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
    }
    assertThat(readers.getLast()).isNotDone();
    for (int i = 0; i < 3; i++) {
      assertThat(slots.held(new Body(false)).length()).isEqualTo(-1);
    }
    streams.getLast().more.countDown();
  }

  /** Takes so many bytes, and then no more. */
  private static final class SlowReader extends OutputStream {
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch more = new CountDownLatch(1);
    private int left;

    SlowReader(int most) {
      left = most;
    }

    @Override
    public void write(int one) throws IOException {
      if (left-- > 0) {
        return;
      }
      stuck.countDown();
      try {
        more.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
      throw new IOException("gone");
    }
  }

  private record Endless() implements Reply.Streamed {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      while (true) {
        out.write('x');
      }
    }
  }

  private record Body(boolean broken) implements Reply.Streamed {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      if (broken) {
        throw new IOException("Broken pipe");
      }
      out.write('x');
    }
  }
}
