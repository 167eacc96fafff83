package dev.countersign.cli;

import dev.countersign.assembly.Core;

/** A server that answers. */
public interface RunningServer extends AutoCloseable {
  /** The features behind the endpoints. */
  Core core();

  /** The port it listens on. */
  int port();

  /** Answers what is under way, stops the background jobs and closes the store. */
  @Override
  void close();
}
