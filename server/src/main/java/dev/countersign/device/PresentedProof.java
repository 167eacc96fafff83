package dev.countersign.device;

/**
 * A device's claim to be itself, as presented.
 *
 * @param deviceKey which device
 * @param proof a JWS by the device's key over {@code aud}, {@code nonce} and {@code deviceKey}
 */
public record PresentedProof(String deviceKey, String proof) {
  /** Without the proof. */
  @Override
  public String toString() {
    return "PresentedProof[…]";
  }
}
