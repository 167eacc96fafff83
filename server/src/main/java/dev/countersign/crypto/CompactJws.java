package dev.countersign.crypto;

import dev.countersign.crypto.InvalidJwt.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A JWS in the compact form (RFC 7515, section 7.1), taken apart and not yet believed. */
final class CompactJws {

  private static final int LONGEST = 8 * 1024;

  private final Map<String, Object> header;
  private final byte[] payload;
  private final byte[] signed;
  private final byte[] signature;

  private CompactJws(Map<String, Object> header, byte[] payload, byte[] signed, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signed = signed;
    this.signature = signature;
  }

  static CompactJws parse(String compact) throws InvalidJwt {
    if (compact.length() > LONGEST) {
      throw new InvalidJwt(Reason.TOO_LONG);
    }
    int first = compact.indexOf('.');
    int second = compact.indexOf('.', first + 1);
    if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
      throw new InvalidJwt(Reason.MALFORMED);
    }
    Map<String, Object> header = object(decoded(compact.substring(0, first)));
    // RFC 7515, section 4.1.11: "If any of the listed extension Header Parameters are not
    // understood and supported by the recipient, then the JWS is invalid." None is.
    if (header.containsKey("crit")) {
      throw new InvalidJwt(Reason.CRITICAL_HEADER);
    }
    return new CompactJws(
        header,
        decoded(compact.substring(first + 1, second)),
        compact.substring(0, second).getBytes(StandardCharsets.US_ASCII),
        decoded(compact.substring(second + 1)));
  }

  /** The {@code kid}, or the empty text. */
  String kid() throws InvalidJwt {
    return headerText("kid");
  }

  /** The {@code typ}, or the empty text. */
  String typ() throws InvalidJwt {
    return headerText("typ");
  }

  /** The {@code alg}, or the empty text. */
  String alg() throws InvalidJwt {
    return headerText("alg");
  }

  /** The key in the header (RFC 7515, section 4.1.3), as it was sent; empty where there is none. */
  Map<String, Object> jwk() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!(header.get("jwk") instanceof Map<?, ?> sent)) {
      return members;
    }
    for (Map.Entry<?, ?> member : sent.entrySet()) {
      members.put(String.valueOf(member.getKey()), member.getValue());
    }
    return members;
  }

  /** What it claims, believed by nobody: to find out whose keys to check it with. */
  Map<String, Object> unverified() throws InvalidJwt {
    return object(payload);
  }

  /** The claims, once algorithm, type and signature are right. */
  Map<String, Object> claims(VerificationKey key, Set<String> types) throws InvalidJwt {
    // RFC 8725, section 3.1: "Libraries MUST enable the caller to specify a supported set of
    // algorithms and MUST NOT use any other algorithms when performing cryptographic operations."
    // The set is the key's own algorithm: a key "MUST be used with exactly one algorithm".
    if (!key.algorithm().isCalled(headerText("alg"))) {
      throw new InvalidJwt(Reason.WRONG_ALGORITHM);
    }
    // RFC 8725, section 3.11: explicit typing keeps one kind of JWT from being taken for another.
    if (!types.contains(mediaType(typ()))) {
      throw new InvalidJwt(Reason.WRONG_TYPE);
    }
    // RFC 8725, section 3.3: "the entire JWT MUST be rejected if any of them fail to validate."
    if (!key.verifies(signed, signature)) {
      throw new InvalidJwt(Reason.BAD_SIGNATURE);
    }
    return Collections.unmodifiableMap(object(payload));
  }

  /**
   * A type as it is compared: RFC 7515, section 4.1.9, lets "application/" be left out, and media
   * types are compared without regard to case.
   */
  static String mediaType(String typ) {
    String lower = typ.toLowerCase(Locale.ROOT);
    if (lower.startsWith("application/")) {
      return lower.substring("application/".length());
    }
    return lower;
  }

  private String headerText(String name) throws InvalidJwt {
    Object value = header.getOrDefault(name, "");
    if (value instanceof String text) {
      return text;
    }
    throw new InvalidJwt(Reason.MALFORMED);
  }

  private static Map<String, Object> object(byte[] json) throws InvalidJwt {
    return JsonObjects.parse(json).orElseThrow(() -> new InvalidJwt(Reason.MALFORMED));
  }

  // RFC 7515, section 2: base64url "with all trailing '=' characters omitted". Encoding again shows
  // that there is one spelling only, so that a token cannot be changed and stay valid.
  private static byte[] decoded(String part) throws InvalidJwt {
    byte[] bytes = decodedLeniently(part);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
      throw new InvalidJwt(Reason.MALFORMED);
    }
    return bytes;
  }

  private static byte[] decodedLeniently(String part) throws InvalidJwt {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw new InvalidJwt(Reason.MALFORMED);
    }
  }
}
