package dev.countersign.domain;

import java.time.Instant;

/**
 * One of the vectors a template is the mean of, as it is stored.
 *
 * @param number its place, from 1; 1 is the first, which is never lost
 * @param quality of the picture it was made of
 * @param sealed the vector, encrypted under the person's data key
 * @param createdAt when it was taken
 */
public record StoredSample(int number, double quality, byte[] sealed, Instant createdAt) {}
