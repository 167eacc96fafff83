package dev.countersign.signin;

import dev.countersign.crypto.HashPool.Lane;
import java.util.Optional;

/**
 * What an attempt to sign in is counted for.
 *
 * @param account the account guessed at, existing or not: customer and name key
 * @param provenDevice the confirmed device that proved itself, which has a lane of its own
 * @param guessable false for 256 random bits, which no number of guesses finds
 */
record Guess(String account, Optional<String> provenDevice, boolean guessable) {
  Lane lane() {
    if (provenDevice.isPresent()) {
      return Lane.KNOWN_DEVICE;
    }
    return Lane.ORDINARY;
  }
}
