package dev.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.store.Throttles.Bucket;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThrottlesTest extends StoreContract {
  private static final byte[] DIGEST = digest(1);

  private static byte[] digest(int fill) {
    byte[] digest = new byte[32];
    Arrays.fill(digest, (byte) fill);
    return digest;
  }

  private Bucket bucket(byte[] digest, long failures, Instant expiresAt) {
    return new Bucket(digest, failures, 3, now().plusSeconds(1), now(), expiresAt);
  }

  @Test
  void whatWasPutIsFoundAndReplaced() {
    write(tx -> assertThat(tx.throttles().lock(DIGEST)).isEmpty());
    write(tx -> assertThat(tx.throttles().lock(DIGEST)).isEmpty());
    Bucket first = bucket(DIGEST, 1, now().plusSeconds(60));
    write(tx -> tx.throttles().put(first));
    write(tx ->
        assertThat(tx.throttles().lock(DIGEST).orElseThrow())
            .usingRecursiveComparison()
            .isEqualTo(first));
    write(tx -> tx.throttles().put(bucket(DIGEST, 2, now().plusSeconds(60))));
    assertThat(failures()).isEqualTo(2);
    write(tx -> tx.throttles().clear(DIGEST));
    write(tx -> assertThat(tx.throttles().lock(DIGEST)).isEmpty());
  }

  @Test
  void everyOneOfManyGuessesAtOnceIsCounted() throws Exception {
    var done = together(50, () -> count(DIGEST));
    assertThat(done).hasSize(50);
    assertThat(failures()).isEqualTo(50);
  }

  @Test
  void everyGuessIsCountedWhileExpiredBucketsAreRemoved() throws Exception {
    var done =
        together(
            50,
            () -> {
              var _ = number(tx -> tx.throttles().deleteExpired(now(), 10));
              return count(DIGEST);
            });
    assertThat(done).hasSize(50);
    assertThat(failures()).isEqualTo(50);
  }

  private boolean count(byte[] digest) {
    return answer(tx -> {
      long before = tx.throttles().lock(digest).map(Bucket::failures).orElse(0L);
      tx.throttles().put(bucket(digest, before + 1, now().plusSeconds(60)));
      return true;
    });
  }

  private long failures() {
    return number(tx -> tx.throttles().lock(DIGEST).orElseThrow().failures());
  }

  @Test
  void expiredBucketsAreDeletedInSmallBatches() {
    for (int i = 1; i <= 5; i++) {
      byte[] digest = digest(i);
      Instant end = now().plusSeconds(i);
      write(tx -> tx.throttles().put(bucket(digest, 1, end)));
    }
    Instant before = now().plusSeconds(5);
    assertThat(number(tx -> tx.throttles().deleteExpired(before, 3))).isEqualTo(3);
    assertThat(number(tx -> tx.throttles().deleteExpired(before, 3))).isEqualTo(1);
    assertThat(number(tx -> tx.throttles().deleteExpired(before, 3))).isZero();
    write(tx -> assertThat(tx.throttles().lock(digest(5))).isPresent());
  }
}
