package dev.countersign.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** A clock that stands still until a test moves it. */
public final class MutableClock extends Clock {
  /** Where every clock starts. */
  public static final Instant START = Instant.parse("2026-11-22T03:04:05.678Z");

  private final AtomicReference<Instant> now;
  private final ZoneId zone;
  private final LongSupplier passedNanos;

  /** A clock at {@link #START}. */
  public MutableClock() {
    this(new AtomicReference<>(START), ZoneOffset.UTC, () -> 0);
  }

  private MutableClock(AtomicReference<Instant> now, ZoneId zone, LongSupplier passedNanos) {
    this.now = now;
    this.zone = zone;
    this.passedNanos = passedNanos;
  }

  /** A clock that shows the true time and goes on: for programs that have a clock of their own. */
  public static MutableClock running() {
    long started = System.nanoTime();
    return new MutableClock(
        new AtomicReference<>(Clock.systemUTC().instant()),
        ZoneOffset.UTC,
        () -> System.nanoTime() - started);
  }

  /** Moves the clock on, or, with a negative duration, back; returns the new time. */
  public Instant advance(Duration duration) {
    return now.updateAndGet(instant -> instant.plus(duration));
  }

  /** Puts the clock to that time. */
  public void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get().plusNanos(passedNanos.getAsLong());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock, moved together with this one, in another zone. */
  @Override
  public Clock withZone(ZoneId other) {
    return new MutableClock(now, other, passedNanos);
  }
}
