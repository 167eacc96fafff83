package dev.countersign.domain;

import java.time.InstantSource;

/**
 * Makes 63-bit, time-ordered ids: 41 bits of milliseconds since 2024, 10 bits of node number, 12
 * bits of sequence. Two nodes never make the same id while their node numbers differ; one node
 * never makes the same id twice, because a sequence that overflows borrows the next millisecond and
 * a clock that steps back is ignored.
 *
 * <p>Every process draws a number, each command line too, so that beside a server that has run for
 * long there may be one with the same 10 bits of it. The bits above them say where the sequence
 * begins in each millisecond: such two have 64 ids each before they meet.
 */
public final class IdSource {
  private static final long EPOCH = 1_704_067_200_000L;
  private static final int NODES = 1 << 10;
  private static final int SEQUENCE = 1 << 12;
  private static final int STARTS = 32;
  private static final int STRIDE = 64;

  private final InstantSource clock;
  private final long node;
  private final int start;
  private long tick;
  private int sequence;

  /**
   * An id source for one running process.
   *
   * @param clock where the milliseconds come from
   * @param node this process's number; only its value modulo 32,768 counts
   */
  public IdSource(InstantSource clock, long node) {
    this.clock = clock;
    this.node = Math.floorMod(node, NODES);
    this.start = Math.floorMod(Math.floorDiv(node, NODES), STARTS) * STRIDE;
  }

  /** The next id, larger than every one before it from this source. */
  public synchronized long next() {
    long now = clock.millis() - EPOCH;
    if (now > tick) {
      tick = now;
      sequence = start;
    } else if (++sequence == SEQUENCE) {
      tick++;
      sequence = start;
    }
    return (Math.max(tick, 1) << 22) | (node << 12) | sequence;
  }
}
