package dev.countersign.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/** Sign-ins by dialect and outcome. */
public final class SignInMetrics {
  private final MeterRegistry registry;

  public SignInMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The credentials were right. */
  public void signedIn(String dialect) {
    count(dialect, "success");
  }

  /** They were not. */
  public void refused(String dialect) {
    count(dialect, "refused");
  }

  /** The attempt was not looked at: too many guesses. */
  public void throttled(String dialect) {
    count(dialect, "throttled");
  }

  /** The attempt was not looked at: too much work. */
  public void busy(String dialect) {
    count(dialect, "busy");
  }

  private void count(String dialect, String outcome) {
    registry.counter("countersign.sign.ins", "dialect", dialect, "outcome", outcome).increment();
  }
}
