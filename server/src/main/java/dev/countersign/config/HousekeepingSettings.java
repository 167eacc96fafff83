package dev.countersign.config;

import java.time.Duration;

/**
 * How expired rows are removed.
 *
 * @param interval time between two runs
 * @param batch rows deleted in one transaction
 */
public record HousekeepingSettings(Duration interval, int batch) {

  static HousekeepingSettings from(Values values) {
    return new HousekeepingSettings(
        values.get(Keys.HOUSEKEEPING_INTERVAL), values.get(Keys.HOUSEKEEPING_BATCH));
  }
}
