package dev.countersign.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.client.ClientAuthenticationResult.Authenticated;
import dev.countersign.client.ClientAuthenticationResult.Refused;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettingsBuilder;
import dev.countersign.domain.Customer;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PrivateKeyJwtTest {
  private static ECKey elliptic;
  private static RSAKey rsa;

  @TempDir Path folder;
  private HttpServer host;
  private final AtomicReference<String> published = new AtomicReference<>("");
  private final AtomicInteger fetches = new AtomicInteger();
  private TestServer server;
  private Customer acme;

  @BeforeAll
  static void keys() throws JOSEException {
    elliptic = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
  }

  @BeforeEach
  void start() throws IOException {
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext(
        "/jwks",
        exchange -> {
          fetches.incrementAndGet();
          byte[] body = published.get().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    host.start();
    server =
        TestServer.start(
            folder,
            Map.of(
                "outgoing.allow-http",
                "true",
                "outgoing.allow-private",
                "127.0.0.1:" + host.getAddress().getPort()));
    acme = server.customer("acme");
  }

  @AfterEach
  void stop() {
    server.close();
    host.stop(0);
  }

  private Client client(UnaryOperator<ClientSettingsBuilder> more) {
    String jwks = new JWKSet(List.of(elliptic, rsa)).toString(true);
    return server
        .client(
            acme,
            settings ->
                more.apply(settings.tokenEndpointAuthMethod(AuthMethod.PRIVATE_KEY_JWT).jwks(jwks)))
        .client();
  }

  private Client client() {
    return client(settings -> settings);
  }

  /** Claims that are good. */
  private JWTClaimsSet.Builder claims(Client client) {
    return new JWTClaimsSet.Builder()
        .issuer(client.id().toString())
        .subject(client.id().toString())
        .audience(TestServer.BASE_URL)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(server.clock().instant()))
        .expirationTime(Date.from(server.clock().instant().plusSeconds(60)));
  }

  private static String signed(JWSAlgorithm algorithm, String kid, JWSSigner by, JWTClaimsSet of) {
    SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), of);
    try {
      jwt.sign(by);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
    return signed(JWSAlgorithm.ES256, "ec-1", new ECDSASigner(elliptic), claims.build());
  }

  private ClientAuthenticationResult shown(String assertion) {
    return shown(assertion, Optional.empty());
  }

  private ClientAuthenticationResult shown(String assertion, Optional<String> clientId) {
    return server
        .core()
        .clients
        .authentication
        .authenticate(
            new ClientCredentials(
                Optional.empty(),
                clientId,
                Optional.empty(),
                Optional.of("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                Optional.of(assertion)));
  }

  private void assertRefused(String assertion, String description) {
    assertThat(shown(assertion)).isEqualTo(new Refused(description));
  }

  @Test
  void anAssertionOfEitherRegisteredKeyProvesTheClient() throws JOSEException {
    Client client = client();
    RSASSASigner rsaSigner = new RSASSASigner(rsa);

    assertThat(shown(signed(claims(client))))
        .isEqualTo(new Authenticated(client, AuthMethod.PRIVATE_KEY_JWT));
    assertThat(shown(signed(claims(client)), Optional.of(client.id().toString())))
        .isInstanceOf(Authenticated.class);
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
      assertThat(shown(signed(algorithm, "rsa-1", rsaSigner, claims(client).build())))
          .isInstanceOf(Authenticated.class);
    }
  }

  @Test
  void theIssuerTheTokenEndpointAndTheParEndpointAreItsAudience() throws JOSEException {
    Client client = client();
    for (String audience :
        List.of(
            "https://auth.example",
            "https://auth.example/oauth2/token",
            "https://auth.example/oauth2/par")) {
      assertThat(shown(signed(claims(client).audience(audience))))
          .isInstanceOf(Authenticated.class);
      assertThat(shown(signed(claims(client).audience(List.of("https://x.example", audience)))))
          .isInstanceOf(Authenticated.class);
    }
    String description = "The client assertion's aud must be the issuer";
    assertRefused(signed(claims(client).audience("https://other.example")), description);
    assertRefused(signed(claims(client).audience((String) null)), description);
  }

  @Test
  void aHardenedClientNamesTheIssuerAloneAsItsAudience() throws JOSEException {
    Client client =
        client(settings ->
            settings.requirePushedAuthorizationRequests(true).dpopBoundAccessTokens(true));
    String issuer = "https://auth.example";
    String description = "The client assertion's aud must be the issuer";

    assertThat(shown(signed(claims(client).audience(issuer)))).isInstanceOf(Authenticated.class);
    assertRefused(signed(claims(client).audience(issuer + "/oauth2/token")), description);
    assertRefused(
        signed(claims(client).audience(List.of(issuer, "https://x.example"))), description);
  }

  @Test
  void anAssertionIsGoodOnce() throws JOSEException {
    Client client = client();
    String assertion = signed(claims(client));

    assertThat(shown(assertion)).isInstanceOf(Authenticated.class);
    assertRefused(
        assertion, "The client assertion was used before; sign a new one for each request");
    assertRefused(
        signed(claims(client).jwtID(null)),
        "The client assertion needs a jti of at most 256 characters");
  }

  @Test
  void anAssertionThatHasExpiredOrNeverDoesIsRefused() throws JOSEException {
    Client client = client();
    Date past = Date.from(server.clock().instant().minusSeconds(11));
    Date far = Date.from(server.clock().instant().plusSeconds(3700));

    assertRefused(
        signed(claims(client).expirationTime(past)), "The client assertion is refused: EXPIRED");
    assertRefused(
        signed(claims(client).expirationTime(null)),
        "The client assertion is refused: MISSING_CLAIM");
    assertRefused(
        signed(claims(client).expirationTime(far)),
        "The client assertion's exp must be within an hour from now");
    assertRefused(
        signed(claims(client).notBeforeTime(far)),
        "The client assertion is refused: NOT_YET_VALID");
  }

  @Test
  void anAssertionAboutOrOfAnybodyElseIsRefused() throws JOSEException {
    Client client = client();
    Client other = client();
    String description = "The client assertion's iss and sub must both be the client_id";

    assertRefused(signed(claims(client).issuer(other.id().toString())), description);
    assertRefused(signed(claims(client).issuer(null)), description);
    assertThat(shown(signed(claims(client)), Optional.of(other.id().toString())))
        .isEqualTo(new Refused(description));
    assertThat(shown(signed(claims(client).subject(null)))).isInstanceOf(Refused.class);
  }

  @Test
  void whoseEveryStepIsBoundDoesNotSignWithRs256() throws JOSEException {
    Client client =
        client(settings ->
            settings.requirePushedAuthorizationRequests(true).dpopBoundAccessTokens(true));

    assertRefused(
        signed(JWSAlgorithm.RS256, "rsa-1", new RSASSASigner(rsa), claims(client).build()),
        "The client assertion is refused: WRONG_ALGORITHM");
  }

  @Test
  void onlyTheRegisteredAlgorithmIsTaken() throws JOSEException {
    Client client = client(settings -> settings.tokenEndpointAuthSigningAlg("PS256"));
    RSASSASigner signer = new RSASSASigner(rsa);

    assertThat(shown(signed(JWSAlgorithm.PS256, "rsa-1", signer, claims(client).build())))
        .isInstanceOf(Authenticated.class);
    assertRefused(
        signed(JWSAlgorithm.RS256, "rsa-1", signer, claims(client).build()),
        "The client assertion is refused: WRONG_ALGORITHM");
    assertRefused(signed(claims(client)), "The client assertion is refused: WRONG_ALGORITHM");
  }

  @Test
  void noAlgorithmAndTheSecretOnesAreRefused() throws JOSEException {
    Client client = client();
    JWTClaimsSet claims = claims(client).build();
    MACSigner mac = new MACSigner(rsa.toPublicJWK().toJSONString());

    assertRefused(
        new PlainJWT(claims).serialize(), "The client assertion is refused: WRONG_ALGORITHM");
    assertRefused(
        signed(JWSAlgorithm.HS256, "rsa-1", mac, claims),
        "The client assertion is refused: WRONG_ALGORITHM");
  }

  @Test
  void aKeyThatWasNotRegisteredProvesNothing() throws JOSEException {
    Client client = client();
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    JWTClaimsSet claims = claims(client).build();

    assertRefused(
        signed(JWSAlgorithm.ES256, "ec-1", new ECDSASigner(stranger), claims),
        "The client assertion is refused: BAD_SIGNATURE");
    assertRefused(
        signed(JWSAlgorithm.ES256, "ec-2", new ECDSASigner(stranger), claims),
        "The client assertion is refused: UNKNOWN_KEY");
  }

  @Test
  void publishedKeysAreReadOnceAndAgainWhenTheyHaveChanged() throws JOSEException {
    String uri = "http://127.0.0.1:" + host.getAddress().getPort() + "/jwks";
    Client client = client(settings -> settings.jwks(null).jwksUri(uri));
    published.set(new JWKSet(elliptic).toString(true));

    assertThat(shown(signed(claims(client)))).isInstanceOf(Authenticated.class);
    assertThat(shown(signed(claims(client)))).isInstanceOf(Authenticated.class);
    assertThat(fetches).hasValue(1);

    ECKey next = new ECKeyGenerator(Curve.P_256).keyID("ec-2").generate();
    published.set(new JWKSet(next).toString(true));
    ECDSASigner signer = new ECDSASigner(next);
    assertThat(shown(signed(JWSAlgorithm.ES256, "ec-2", signer, claims(client).build())))
        .isInstanceOf(Refused.class);
    assertThat(fetches).as("the host is not asked at every wrong signature").hasValue(1);
    server.clock().advance(Duration.ofSeconds(31));
    assertThat(shown(signed(JWSAlgorithm.ES256, "ec-2", signer, claims(client).build())))
        .isInstanceOf(Authenticated.class);
    assertThat(shown(signed(claims(client)))).isInstanceOf(Refused.class);
    assertThat(fetches).hasValue(2);
  }
}
