package dev.countersign.config;

import java.time.Duration;

/**
 * Challenges sent to devices.
 *
 * @param challengeTtl how long a device may take to answer one
 */
public record DeviceSettings(Duration challengeTtl) {}
