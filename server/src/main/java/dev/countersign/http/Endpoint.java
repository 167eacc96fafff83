package dev.countersign.http;

import java.util.List;

/** A class that answers one call, or the few spellings of one. It mounts itself. */
public interface Endpoint {
  /** The calls it answers. */
  List<Route> routes();
}
