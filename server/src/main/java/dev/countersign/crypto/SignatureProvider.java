package dev.countersign.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where signatures are computed: Amazon Corretto Crypto Provider, several times quicker than the
 * JDK's own, or the JDK where that has no build. It is bound here and never installed, so nothing
 * else in the process changes.
 */
final class SignatureProvider {

  private static final Logger log = LoggerFactory.getLogger(SignatureProvider.class);
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  static final SignatureProvider INSTANCE = new SignatureProvider(corretto());

  private final Optional<Provider> provider;

  SignatureProvider(Optional<Provider> provider) {
    this.provider = provider;
  }

  private static Optional<Provider> corretto() {
    Optional<String> failure = loadingFailure();
    if (failure.isPresent()) {
      log.warn(
          "Amazon Corretto Crypto Provider cannot be used on this platform ({}); the JDK signs"
              + " tokens, more slowly",
          failure.get());
      return Optional.empty();
    }
    return Optional.of(AmazonCorrettoCryptoProvider.INSTANCE);
  }

  private static Optional<String> loadingFailure() {
    try {
      return Optional.ofNullable(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError())
          .map(error -> error.getClass().getSimpleName());
    } catch (LinkageError e) {
      return Optional.of(e.getClass().getSimpleName());
    }
  }

  boolean isNative() {
    return provider.isPresent();
  }

  Signature signature(SigningAlgorithm algorithm) throws NoSuchAlgorithmException {
    if (provider.isEmpty()) {
      return Signature.getInstance(algorithm.jcaName());
    }
    return Signature.getInstance(algorithm.jcaName(), provider.get());
  }

  // RFC 7518, section 3.5: "The size of the salt value is the same size as the hash function
  // output."
  static void configure(Signature signature, SigningAlgorithm algorithm)
      throws InvalidAlgorithmParameterException {
    if (algorithm == SigningAlgorithm.PS256) {
      signature.setParameter(PSS);
    }
  }

  /** The key in the provider's own form: translating it at every signature costs twice the time. */
  PrivateKey adopt(PrivateKey key) {
    try {
      PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(key.getEncoded());
      return keyFactory(key).generatePrivate(encoded);
    } catch (GeneralSecurityException e) {
      return key;
    }
  }

  /** As {@link #adopt(PrivateKey)}. */
  PublicKey adopt(PublicKey key) {
    try {
      return keyFactory(key).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      return key;
    }
  }

  // The provider has no key factory for Ed25519; the JDK's keys serve it as they are.
  private KeyFactory keyFactory(Key key) throws NoSuchAlgorithmException {
    return KeyFactory.getInstance(
        key.getAlgorithm(), provider.orElseThrow(NoSuchAlgorithmException::new));
  }
}
