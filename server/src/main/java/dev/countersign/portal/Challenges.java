package dev.countersign.portal;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.portal.Visit.Open;
import dev.countersign.store.Store;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Which way somebody is to turn their head: drawn by chance, for one address, for a few minutes,
 * and answered once. Nothing is stored before it is answered.
 */
public final class Challenges {
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  /** When it ends, which side is first, and chance. */
  private static final int HEAD = Long.BYTES + 1 + Long.BYTES;

  private static final int TAG = 16;
  private static final byte LEFT = 'l';
  private static final byte RIGHT = 'r';

  private final Store store;
  private final MacKey key;
  private final SecureRandom random;
  private final InstantSource clock;

  public Challenges(
      Store store, KeyEncryption encryption, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.key = encryption.derive("portal challenge");
    this.random = random;
    this.clock = clock;
  }

  /** A side, as the person sees it who turns. */
  public enum Side {
    LEFT,
    RIGHT;

    private Side other() {
      return this == LEFT ? RIGHT : LEFT;
    }
  }

  /**
   * What somebody is asked to do.
   *
   * @param text what they send back with it
   * @param sides where to turn, one after the other
   */
  public record Challenge(String text, List<Side> sides) {
    /** Keeps an unmodifiable copy of the sides. */
    public Challenge {
      sides = List.copyOf(sides);
    }
  }

  /** A new one, where the customer wants it. */
  public Optional<Challenge> of(Open visit) {
    if (!visit.settings().portals().challenge()) {
      return Optional.empty();
    }
    Side first = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
    byte[] head =
        ByteBuffer.allocate(HEAD)
            .putLong(clock.instant().plus(TTL).getEpochSecond())
            .put(first == Side.LEFT ? LEFT : RIGHT)
            .putLong(random.nextLong())
            .array();
    byte[] whole = Arrays.copyOf(head, HEAD + TAG);
    System.arraycopy(tag(visit, head), 0, whole, HEAD, TAG);
    return Optional.of(new Challenge(ENCODER.encodeToString(whole), sides(first)));
  }

  private static List<Side> sides(Side first) {
    return List.of(first, first.other());
  }

  private byte[] tag(Open visit, byte[] head) {
    byte[] about = visit.key().getBytes(StandardCharsets.UTF_8);
    byte[] tagged = Arrays.copyOf(head, HEAD + about.length);
    System.arraycopy(about, 0, tagged, HEAD, about.length);
    return Arrays.copyOf(key.tag(tagged), TAG);
  }

  /** Where to turn, as that text asked; absent when it was not made here, is over, or was used. */
  Optional<List<Side>> redeem(Open visit, String text) {
    return read(visit, text)
        .filter(head -> used(text, head))
        .map(head -> sides(head.get(Long.BYTES) == LEFT ? Side.LEFT : Side.RIGHT));
  }

  private Optional<ByteBuffer> read(Open visit, String text) {
    byte[] bytes;
    try {
      bytes = DECODER.decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != HEAD + TAG || !ENCODER.encodeToString(bytes).equals(text)) {
      return Optional.empty();
    }
    byte[] head = Arrays.copyOf(bytes, HEAD);
    byte[] tag = Arrays.copyOfRange(bytes, HEAD, bytes.length);
    ByteBuffer fields = ByteBuffer.wrap(head);
    boolean good =
        MessageDigest.isEqual(tag, tag(visit, head))
            && clock.instant().isBefore(Instant.ofEpochSecond(fields.getLong(0)));
    return good ? Optional.of(fields) : Optional.empty();
  }

  private boolean used(String text, ByteBuffer head) {
    byte[] digest = TokenDigest.of("portal challenge\n" + text).bytes();
    Instant end = Instant.ofEpochSecond(head.getLong(0));
    return store.write(tx -> tx.nonces().use(digest, end));
  }
}
