package dev.countersign.assembly;

import dev.countersign.config.Configuration;
import dev.countersign.config.SecretText;
import dev.countersign.config.TokenSettings;
import dev.countersign.crypto.BreachedPasswords;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.UnusableKeyFile;
import dev.countersign.domain.InvalidInput;
import dev.countersign.keys.EpochKeys;
import dev.countersign.keys.KeyEncryptionOpening;
import dev.countersign.keys.MissingEpochKey;
import dev.countersign.keys.SigningKeyTiming;
import dev.countersign.keys.WrongKey;
import dev.countersign.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Opens what the configuration names; what cannot be opened is said in words for operators. */
final class Opening {
  private Opening() {}

  /** The key that secrets are encrypted under. A store that it does not open is closed. */
  static KeyEncryption key(Configuration configuration, Store store, InstantSource clock) {
    Optional<String> value = configuration.keys().value().map(SecretText::reveal);
    try {
      return new KeyEncryptionOpening(store, clock).open(configuration.keys().file(), value);
    } catch (WrongKey | UnusableKeyFile e) {
      store.close();
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }

  /** The keys that faces are encrypted under: a store whose current one is missing is closed. */
  static void requireEpoch(EpochKeys keys, Store store) {
    try {
      var _ =
          store.read(tx -> {
            keys.requireCurrent(tx);
            return true;
          });
    } catch (MissingEpochKey e) {
      store.close();
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }

  static BreachedPasswords breached(Path file) {
    try {
      return BreachedPasswords.open(file);
    } catch (IOException e) {
      throw new InvalidInput("The list of breached passwords " + file + " cannot be read");
    }
  }

  static SSLContext systemTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has a default for TLS", e);
    }
  }

  /** When signing keys come and go. */
  static SigningKeyTiming timing(Configuration configuration) {
    TokenSettings tokens = configuration.tokens();
    Duration longest =
        Stream.of(
                tokens.accessTtl(), tokens.iamAccessTtl(), tokens.oauthAccessTtl(), tokens.idTtl())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    // A minute more than the longest token lives, for clocks that differ.
    return new SigningKeyTiming(
        configuration.keys().rotateEvery(), configuration.keys().pending(), longest.plusMinutes(1));
  }
}
