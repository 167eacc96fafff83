package dev.countersign.http.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DownloadTurnsTest {
  private static final CustomerId CUSTOMER = new CustomerId(1);
  private static final UserId ANNA = new UserId(2);

  private final DownloadTurns turns = new DownloadTurns();

  @Test
  void nobodyGetsASecondFileBeforeTheFirstWasRead() {
    Reply first = turns.take(CUSTOMER, ANNA, () -> Map.of("one", 1));

    assertThatThrownBy(() -> turns.take(CUSTOMER, ANNA, Map::of))
        .isInstanceOf(RequestRefused.class);
    Reply others = turns.take(CUSTOMER, new UserId(3), Map::of);
    first.streamed().orElseThrow().close();

    assertThat(others.streamed().orElseThrow().length()).isEqualTo(2);
    assertThat(turns.take(CUSTOMER, ANNA, Map::of).streamed()).isPresent();
  }

  @Test
  void whatCouldNotBeMadeMayBeTriedAgain() {
    assertThatThrownBy(() ->
            turns.take(
                CUSTOMER,
                ANNA,
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");

    assertThat(turns.take(CUSTOMER, ANNA, Map::of).streamed()).isPresent();
  }
}
