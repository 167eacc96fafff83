package dev.countersign.store;

import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.domain.DeviceAuthorization.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Devices that wait for a person to agree elsewhere (RFC 8628). */
public interface DeviceAuthorizations {
  /**
   * Adds a device that waits.
   *
   * @return false when another device has the same user code, so that a new one is to be drawn
   */
  boolean add(DeviceAuthorization device);

  /** By the SHA-256 of the device code, expired or not. */
  Optional<DeviceAuthorization> byDevice(byte[] deviceDigest);

  /** By what a person typed, in its canonical spelling; absent once it has expired. */
  Optional<DeviceAuthorization> byUserCode(String userCode, Instant now);

  /** The person agrees; false when somebody has decided before or it has expired. */
  boolean approve(byte[] deviceDigest, Approval approval, Instant now);

  /** The person refuses; false when somebody has decided before or it has expired. */
  boolean deny(byte[] deviceDigest, Instant now);

  /**
   * The device asks whether somebody has agreed: moves its next question to {@code interval} from
   * now.
   *
   * @return false when it asked too early; then {@code slower} is its interval from now on
   */
  boolean poll(byte[] deviceDigest, Duration interval, Duration slower, Instant now);

  /** The device gets its tokens; false when it has them, nobody agreed, or it has expired. */
  boolean use(byte[] deviceDigest, Instant now);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
