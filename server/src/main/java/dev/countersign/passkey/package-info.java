/**
 * Passkeys: registering them and checking what they sign, by the steps of WebAuthn, with
 * webauthn4j, which nobody else imports. It may not begin a session.
 */
@NullMarked
package dev.countersign.passkey;

import org.jspecify.annotations.NullMarked;
