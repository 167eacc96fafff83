package dev.countersign.crypto;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A token whose signature, type and times were checked. Issuer and audience are still the caller's
 * to ask for, with {@link #requireIssuer} and {@link #requireAudience}.
 *
 * @param kid the header's {@code kid}, empty where it had none
 * @param typ the header's {@code typ} as it stood, empty where it had none
 * @param claims all claims: texts, numbers, booleans, lists and maps
 */
public record VerifiedJwt(String kid, String typ, Map<String, Object> claims) {

  /** A claim that is text, or empty where it is missing or something else. */
  public Optional<String> text(String claim) {
    if (claims.get(claim) instanceof String text) {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  // RFC 8725, section 3.8: "When a JWT contains an 'iss' (issuer) claim, the application MUST
  // validate that the cryptographic keys used for the cryptographic operations in the JWT belong to
  // the issuer."
  /**
   * Checks who issued the token.
   *
   * @throws InvalidJwt where {@code iss} is missing or another one
   */
  public void requireIssuer(String issuer) throws InvalidJwt {
    if (!text("iss").equals(Optional.of(issuer))) {
      throw new InvalidJwt(InvalidJwt.Reason.WRONG_ISSUER);
    }
  }

  // RFC 8725, section 3.9: "the relying party or application MUST validate the audience value, and
  // if the audience value is not associated with the recipient, it MUST reject the JWT."
  /**
   * Checks whom the token is for; {@code aud} may be one text or a list.
   *
   * @throws InvalidJwt where {@code aud} is missing or does not name the audience
   */
  public void requireAudience(String audience) throws InvalidJwt {
    Object aud = claims.get("aud");
    boolean named = audience.equals(aud);
    if (aud instanceof Collection<?> several) {
      named = several.contains(audience);
    }
    if (!named) {
      throw new InvalidJwt(InvalidJwt.Reason.WRONG_AUDIENCE);
    }
  }
}
