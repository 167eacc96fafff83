package dev.countersign.cli;

import dev.countersign.config.Configuration;
import java.time.Duration;

/** How a command runs a server in this process. */
public interface Hosting {
  /** Starts a server; it answers once this returns. */
  RunningServer start(Configuration configuration);

  /** How long this process has been running. */
  Duration sinceProcessStart();

  /** Has that run when the process is told to stop, before it ends. */
  void whenToldToStop(Runnable stop);

  /** Waits until the process is told to stop. */
  void untilToldToStop();
}
