package dev.countersign.crypto;

/**
 * What one Argon2id hash costs (RFC 9106, section 3.1).
 *
 * @param memoryKib memory in KiB, at least 8 for each lane, at most 1 GiB
 * @param iterations passes over the memory, 1 to 64
 * @param parallelism lanes, 1 to 64
 */
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {

  /** 19 MiB, two passes, one lane. */
  public static final Argon2Parameters DEFAULT = new Argon2Parameters(19 * 1024, 2, 1);

  private static final int MOST_MEMORY_KIB = 1 << 20;
  private static final int MOST = 64;

  /** Refuses what Argon2 does not define or what no server should spend on one password. */
  public Argon2Parameters {
    require(parallelism >= 1 && parallelism <= MOST, "parallelism is 1 to 64");
    require(iterations >= 1 && iterations <= MOST, "iterations are 1 to 64");
    require(
        memoryKib >= 8 * parallelism && memoryKib <= MOST_MEMORY_KIB,
        "memory is at least 8 KiB for each lane and at most 1048576 KiB");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("Argon2 " + rule);
    }
  }
}
