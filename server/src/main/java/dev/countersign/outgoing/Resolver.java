package dev.countersign.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
public interface Resolver {
  /**
   * All addresses of the name, at least one.
   *
   * @throws UnknownHostException when it has none
   */
  List<InetAddress> resolve(String name) throws UnknownHostException;

  /** The operating system's. */
  static Resolver system() {
    return new SystemResolver();
  }
}
