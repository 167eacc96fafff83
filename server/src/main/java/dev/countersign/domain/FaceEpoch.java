package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time during which one key, which lies outside the database, wraps all data keys.
 *
 * @param number from 1
 * @param sealedCanary a known text under the epoch's key
 * @param createdAt when it began
 * @param destroyedAt since when its key is destroyed, or null
 */
public record FaceEpoch(
    long number, byte[] sealedCanary, Instant createdAt, @Nullable Instant destroyedAt) {}
