package dev.countersign.device;

import dev.countersign.crypto.DeviceProof;
import dev.countersign.crypto.InvalidJwt;
import dev.countersign.crypto.PublicJwk;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Device;
import dev.countersign.domain.UserId;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Whether a request comes from a device that an account has confirmed. */
public final class DeviceProofs {
  /** The proof's own type, so that no other JWS of the device's key is taken for one. */
  public static final String TYPE = "device-proof+jwt";

  // Its private half was thrown away: nothing is ever signed with it.
  private static final String NOBODYS_KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\","
          + "\"x\":\"D4RXxrjGRtFsJMWP4MdqbFeHqa2z-iacbWV1FVOkQd4\","
          + "\"y\":\"7fa5seLQ6lPH6wwUJLUHBBHA8xG5v5DxL4yWtGcyexs\"}";

  private final Store store;
  private final Challenges challenges;
  private final KeyRing ring;
  private final DeviceProof verifier;

  public DeviceProofs(
      Store store, Challenges challenges, KeyRing ring, Duration oldest, InstantSource clock) {
    this.store = store;
    this.challenges = challenges;
    this.ring = ring;
    this.verifier = new DeviceProof(TYPE, oldest, clock);
  }

  /**
   * Whether the proof is the named, confirmed device's of that person. Uses its nonce up. Where
   * there is no such person or device, a signature is checked all the same, so that the time taken
   * does not tell.
   */
  public boolean holds(CustomerId customer, UserId user, PresentedProof presented) {
    Optional<String> key =
        store
            .read(tx -> tx.devices().find(customer, user, presented.deviceKey()))
            .flatMap(Device::confirmedKey);
    boolean right = holds(customer, PublicJwk.parse(key.orElse(NOBODYS_KEY)), presented);
    return key.isPresent() && right;
  }

  /** Whether the proof was made with that key, for that device, for us, just now, once. */
  boolean holds(CustomerId customer, PublicJwk key, PresentedProof presented) {
    try {
      VerifiedJwt proof = verifier.verify(presented.proof(), key);
      proof.requireAudience(ring.issuerOf(customer).baseUrl());
      return proof.text("deviceKey").equals(Optional.of(presented.deviceKey()))
          && proof.text("nonce").filter(nonce -> use(nonce, presented)).isPresent();
    } catch (InvalidJwt e) {
      return false;
    }
  }

  private boolean use(String nonce, PresentedProof presented) {
    return challenges.use(nonce, presented.deviceKey());
  }
}
