package dev.countersign.passkey;

import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.Challenge;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The challenge a browser says it was given; whether it was, is to be asked. */
final class Challenged {
  private Challenged() {}

  static Optional<byte[]> by(@Nullable CollectedClientData data) {
    if (data == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(data.getChallenge()).map(Challenge::getValue);
  }
}
