package dev.countersign.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.countersign.crypto.JwtSigner;
import dev.countersign.crypto.JwtVerifier;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.crypto.SigningKey;
import dev.countersign.crypto.SigningKeys;
import dev.countersign.crypto.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A signed token, issued and checked, beside the bare signature of the same provider. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // prepare() sets the fields before any benchmark runs
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TokenBenchmarks {
  private static final Map<String, Object> CLAIMS =
      Map.of(
          "sub", "7312345678901234567",
          "iss", "https://auth.example",
          "aud", "https://auth.example/customers/7312345678901234567",
          "iat", 1_790_000_000L,
          "exp", 4_000_000_000L,
          "auth_time", 1_790_000_000L,
          "token_use", "access",
          "sid", "7312345678901234567",
          "jti", "AAAAAAAAAAAAAAAAAAAAAA");

  private final byte[] payload = new byte[400];
  private KeyPair pair;
  private JwtSigner signer;
  private JwtVerifier verifier;
  private Optional<VerificationKey> key;
  private String token;

  /** Makes the keys. */
  @Setup
  public void prepare() throws GeneralSecurityException {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance("RSA", AmazonCorrettoCryptoProvider.INSTANCE);
    generator.initialize(2048);
    pair = generator.generateKeyPair();
    SigningKey signingKey = SigningKeys.generate(SigningAlgorithm.RS256, new SecureRandom());
    signer = JwtSigner.of(signingKey);
    key = Optional.of(VerificationKey.of(signingKey.publicJwk(), SigningAlgorithm.RS256));
    verifier = new JwtVerifier(Set.of("JWT"), InstantSource.system());
    token = signer.sign("JWT", CLAIMS);
  }

  /** RS256 by the provider alone. */
  @Benchmark
  public byte[] bareSignature() throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance("SHA256withRSA", AmazonCorrettoCryptoProvider.INSTANCE);
    signature.initSign(pair.getPrivate());
    signature.update(payload);
    return signature.sign();
  }

  /** RS256 by the JDK's own provider, for comparison. */
  @Benchmark
  public byte[] platformSignature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA", "SunRsaSign");
    signature.initSign(pair.getPrivate());
    signature.update(payload);
    return signature.sign();
  }

  /** A whole token. */
  @Benchmark
  public String signedToken() {
    return signer.sign("JWT", CLAIMS);
  }

  /** A whole check. */
  @Benchmark
  public Object checkedToken() throws Exception {
    return verifier.verify(token, kid -> key);
  }
}
