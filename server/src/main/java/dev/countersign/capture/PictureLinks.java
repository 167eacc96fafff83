package dev.countersign.capture;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.keys.KeyRing;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * URLs by which a customer's pages show a picture for a while. Each names the customer, the picture
 * and its end, under a tag that only this server can make; nothing is stored for it.
 */
public final class PictureLinks {
  /** The path all of them share. */
  public static final String PATH = "/deepfaceauth/api/v1/pictures/";

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final int SIGNED = 3 * Long.BYTES;
  private static final int TAG = 16;
  private static final Duration TTL = Duration.ofHours(1);

  private final KeyRing ring;
  private final MacKey key;
  private final InstantSource clock;

  public PictureLinks(KeyRing ring, KeyEncryption encryption, InstantSource clock) {
    this.ring = ring;
    this.key = encryption.derive("picture link");
    this.clock = clock;
  }

  /**
   * What a genuine link names.
   *
   * @param customer whose picture
   * @param picture its id
   * @param live whether the link still holds
   */
  public record Named(CustomerId customer, long picture, boolean live) {}

  /** A URL of that picture that works for an hour. */
  public String url(CustomerId customer, long picture) {
    byte[] signed =
        ByteBuffer.allocate(SIGNED)
            .putLong(customer.value())
            .putLong(picture)
            .putLong(clock.instant().plus(TTL).getEpochSecond())
            .array();
    byte[] capability = Arrays.copyOf(signed, SIGNED + TAG);
    System.arraycopy(key.tag(signed), 0, capability, SIGNED, TAG);
    return ring.issuerOf(customer).baseUrl() + PATH + ENCODER.encodeToString(capability);
  }

  /** What a capability names; absent when it is not one of this server's. */
  public Optional<Named> read(String capability) {
    byte[] bytes;
    try {
      bytes = DECODER.decode(capability);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // The last character has bits that decode to nothing: only one spelling is taken.
    if (bytes.length != SIGNED + TAG || !ENCODER.encodeToString(bytes).equals(capability)) {
      return Optional.empty();
    }
    byte[] tag = Arrays.copyOf(key.tag(Arrays.copyOf(bytes, SIGNED)), TAG);
    if (!java.security.MessageDigest.isEqual(
        tag, Arrays.copyOfRange(bytes, SIGNED, bytes.length))) {
      return Optional.empty();
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes);
    CustomerId customer = new CustomerId(fields.getLong());
    long picture = fields.getLong();
    boolean live = clock.instant().isBefore(Instant.ofEpochSecond(fields.getLong()));
    return Optional.of(new Named(customer, picture, live));
  }
}
