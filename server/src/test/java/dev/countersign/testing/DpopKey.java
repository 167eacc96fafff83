package dev.countersign.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A client's key for DPoP proofs, and proofs right and wrong. */
public final class DpopKey {
  private final ECKey key;
  private final InstantSource clock;

  public DpopKey(InstantSource clock) {
    this.clock = clock;
    try {
      this.key = new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Its RFC 7638 thumbprint. */
  public String jkt() {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The public half as nimbus has it. */
  public ECKey publicKey() {
    return key.toPublicJWK();
  }

  /** The whole pair. */
  public ECKey pair() {
    return key;
  }

  /** A proof as it should be. */
  public String proof(String method, String url) {
    return proof(method, url, claims -> claims);
  }

  /** A proof to be shown with an access token. */
  public String proof(String method, String url, @Nullable Object accessToken) {
    return proof(method, url, claims -> claims.claim("ath", hash(String.valueOf(accessToken))));
  }

  /** A proof with other claims. */
  public String proof(String method, String url, UnaryOperator<JWTClaimsSet.Builder> change) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(key.toPublicJWK())
            .build();
    return sign(header, change.apply(claims(method, url)));
  }

  /** Any header with these claims, signed. */
  public String sign(JWSHeader header, JWTClaimsSet.Builder claims) {
    SignedJWT jwt = new SignedJWT(header, claims.build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  /** The claims of a good proof. */
  public JWTClaimsSet.Builder claims(String method, String url) {
    return new JWTClaimsSet.Builder()
        .jwtID(UUID.randomUUID().toString())
        .claim("htm", method)
        .claim("htu", url)
        .issueTime(Date.from(clock.instant()));
  }

  /** {@code ath} of a token. */
  public static String hash(String accessToken) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
