package dev.countersign.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Cost of password hashing and the list of breached passwords.
 *
 * @param argon2Memory bytes of memory for one hash
 * @param argon2Iterations passes over that memory
 * @param argon2Parallelism lanes
 * @param hashThreads hashes computed at the same time, at least 1: the number of processors where
 *     the configuration says 0
 * @param hashQueue sign-ins that may wait for a thread
 * @param breachedList file of upper case SHA-1 hexadecimal lines, sorted
 */
public record PasswordSettings(
    long argon2Memory,
    int argon2Iterations,
    int argon2Parallelism,
    int hashThreads,
    int hashQueue,
    Optional<Path> breachedList) {

  /** The memory in KiB, the unit in which RFC 9106 counts it. */
  public int argon2MemoryKib() {
    return Math.toIntExact(argon2Memory / SizeText.KIB);
  }

  static PasswordSettings from(Values values) {
    int threads = values.get(Keys.PASSWORDS_HASH_THREADS);
    return new PasswordSettings(
        values.get(Keys.PASSWORDS_ARGON2_MEMORY),
        values.get(Keys.PASSWORDS_ARGON2_ITERATIONS),
        values.get(Keys.PASSWORDS_ARGON2_PARALLELISM),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        values.get(Keys.PASSWORDS_HASH_QUEUE),
        values.get(Keys.PASSWORDS_BREACHED_LIST));
  }
}
