package dev.countersign.http.console.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSlotsTest {
  private final FileSlots slots = new FileSlots();

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
