package dev.countersign.token;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.SessionId;
import java.util.Optional;

/**
 * A token somebody asks about, read as far as it goes without the database.
 *
 * @param digest what an opaque token is looked up by; of anything else it finds nothing
 * @param jwt the signed access token it is, signature, type and times checked
 */
record PresentedToken(byte[] digest, Optional<VerifiedJwt> jwt) {
  private static final byte[] NONE = new byte[0];

  static PresentedToken read(String text, SignedTokens signed) {
    if (text.length() != 64 && text.indexOf('.') > 0) {
      Optional<VerifiedJwt> jwt = signed.readAnyAccess(text).filter(read -> sid(read).isPresent());
      if (jwt.isPresent()) {
        return new PresentedToken(NONE, jwt);
      }
    }
    return new PresentedToken(TokenDigest.of(text).bytes(), Optional.empty());
  }

  /** The session a signed token names. */
  Optional<SessionId> session() {
    return jwt.flatMap(PresentedToken::sid);
  }

  private static Optional<SessionId> sid(VerifiedJwt token) {
    return TokenGate.sid(token);
  }
}
