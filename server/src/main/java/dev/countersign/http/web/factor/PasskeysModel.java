package dev.countersign.http.web.factor;

import dev.countersign.domain.Passkey;
import dev.countersign.http.page.Problems;
import dev.countersign.passkey.PasskeyRegistration;
import java.util.List;

/**
 * The page about one's passkeys.
 *
 * @param passkeys oldest first
 * @param options what the script calls the browser with to make another
 * @param problems what went wrong before
 * @param changed whether one was renamed or removed just now
 * @param next where in the console to go on to, or the empty string
 */
public record PasskeysModel(
    List<Passkey> passkeys, String options, Problems problems, boolean changed, String next) {
  /** Keeps an unmodifiable copy. */
  public PasskeysModel {
    passkeys = List.copyOf(passkeys);
  }

  /** What a form calls a passkey. */
  public String id(Passkey passkey) {
    return PasskeyRegistration.idText(passkey);
  }
}
