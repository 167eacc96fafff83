package dev.countersign.passkey;

import dev.countersign.domain.UserId;
import java.nio.ByteBuffer;

/**
 * What an authenticator keeps of the person. WebAuthn, section 14.6.1: "the user handle [...] MUST
 * NOT include personally identifying information": it is the number that tokens call them by.
 */
final class UserHandle {
  private UserHandle() {}

  static byte[] of(UserId user) {
    return ByteBuffer.allocate(Long.BYTES).putLong(user.value()).array();
  }

  static boolean is(ByteBuffer handle, UserId user) {
    return handle.equals(ByteBuffer.wrap(of(user)));
  }
}
