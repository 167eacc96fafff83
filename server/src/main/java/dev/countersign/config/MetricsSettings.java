package dev.countersign.config;

import java.util.List;

/**
 * Who may read the metrics.
 *
 * @param allow the blocks the caller's address must lie in; empty means nobody
 */
public record MetricsSettings(List<Cidr> allow) {

  /** Takes a copy of the list. */
  public MetricsSettings {
    allow = List.copyOf(allow);
  }
}
