package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredKey;
import dev.countersign.domain.StoredKey.State;
import dev.countersign.keys.SigningKeyLife;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysOfSeveralAlgorithmsTest {
  @TempDir Path folder;
  private TestServer server;
  private SigningKeyLife life;
  private Issuer issuer;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    life = server.core().signingKeys;
    issuer = server.core().ring.defaultIssuer().orElseThrow();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<JWK> published() throws Exception {
    return JWKSet.parse(server.get("/.well-known/jwks.json").body()).getKeys();
  }

  private List<StoredKey> keys(String algorithm, State state) {
    server.core().ring.refresh();
    return server.core().ring.stored().stream()
        .filter(key -> key.algorithm().equals(algorithm) && key.state() == state)
        .toList();
  }

  @Test
  void anIssuerBeginsWithRs256Alone() throws Exception {
    assertThat(published())
        .extracting(key -> key.getAlgorithm().getName())
        .containsExactly("RS256");
  }

  @Test
  void aKeyOfAnotherAlgorithmSignsAsSoonAsItIsAskedFor() throws Exception {
    var signers = server.core().tokenFeatures.signers;
    signers.of(issuer, SigningAlgorithm.ES256);
    signers.of(issuer, SigningAlgorithm.ES256);
    signers.of(issuer, SigningAlgorithm.EDDSA);

    assertThat(published())
        .extracting(key -> key.getAlgorithm().getName())
        .containsExactlyInAnyOrder("RS256", "ES256", "EdDSA");
    assertThat(published()).noneMatch(JWK::isPrivate);
    assertThat(keys("RS256", State.ACTIVE)).hasSize(1);
  }

  @Test
  void whatAClientsTokensWillBeSignedWithIsPublishedOnceItIsRegistered() throws Exception {
    server.client(
        server.customer("acme"),
        settings -> settings.idTokenSignedResponseAlg("ES256").userinfoSignedResponseAlg("EdDSA"));

    assertThat(published())
        .extracting(key -> key.getAlgorithm().getName())
        .containsExactlyInAnyOrder("RS256", "ES256", "EdDSA");
  }

  @Test
  void eachAlgorithmHasARotationOfItsOwn() {
    life.begin(issuer, SigningAlgorithm.ES256);
    StoredKey first = keys("ES256", State.ACTIVE).getFirst();
    StoredKey next = life.rotate(issuer, SigningAlgorithm.ES256, Origin.CLI);
    assertThat(keys("RS256", State.PENDING)).isEmpty();

    server.clock().advance(Duration.ofHours(2));
    life.advance();

    assertThat(keys("ES256", State.ACTIVE)).extracting(StoredKey::kid).containsExactly(next.kid());
    assertThat(keys("ES256", State.RETIRED))
        .extracting(StoredKey::kid)
        .containsExactly(first.kid());
    assertThat(keys("RS256", State.ACTIVE)).hasSize(1);
    assertThat(keys("RS256", State.RETIRED)).isEmpty();
  }

  @Test
  void aRevokedKeyIsReplacedByOneOfItsKind() {
    life.begin(issuer, SigningAlgorithm.EDDSA);
    StoredKey first = keys("EdDSA", State.ACTIVE).getFirst();

    assertThat(life.revoke(first.kid(), Origin.CLI)).isTrue();

    assertThat(keys("EdDSA", State.ACTIVE))
        .hasSize(1)
        .noneMatch(key -> key.kid().equals(first.kid()));
    assertThat(keys("RS256", State.ACTIVE)).hasSize(1);
  }
}
