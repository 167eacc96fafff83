package dev.countersign.cli;

import dev.countersign.config.Configuration;
import java.time.Duration;

/** How a command runs a server in this process. */
public interface Hosting {
  /** Starts a server; it answers once this returns. */
  RunningServer start(Configuration configuration);

  /** How long this process has been running. */
  Duration sinceProcessStart();

  /** Waits until the process is told to stop, and then runs that before the process ends. */
  void untilToldToStop(Runnable stop);
}
