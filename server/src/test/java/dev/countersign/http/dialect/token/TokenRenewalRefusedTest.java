package dev.countersign.http.dialect.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.JwtSigner;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.crypto.SigningKeys;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.token.TokenSubject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is not a live access token of a live session. */
class TokenRenewalRefusedTest extends TokenCalls {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  @AfterEach
  void nobodyIsToldWhy() {
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE outcome <> 'success'"))
        .isZero();
  }

  private static String encoded(String text) {
    return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> claims(String token) {
    Map<String, Object> claims = new LinkedHashMap<>();
    for (String name : new String[] {"sub", "iss", "aud", "token_use", "sid", "jti"}) {
      claims.put(name, claim(token, name));
    }
    for (String name : new String[] {"iat", "exp", "auth_time"}) {
      claims.put(name, Long.valueOf(claim(token, name)));
    }
    return claims;
  }

  /** Signed with the key the server itself signs with. */
  private String signed(String typ, Map<String, Object> claims) {
    return server.core().ring.signer(server.core().ring.issuerOf(acme.id())).sign(typ, claims);
  }

  private TokenSubject subject(String token, Customer customer, User user) {
    return new TokenSubject(
        SessionId.parse(claim(token, "sid")).orElseThrow(),
        customer.id(),
        user.id(),
        "pwd",
        server.clock().instant(),
        server.clock().instant().plus(Duration.ofDays(1)));
  }

  @Test
  void theSameClaimsSignedAgainAreTakenSoThatTheRefusalsBelowMeanSomething() {
    token(renew(signed("JWT", claims(signIn()))));
  }

  @Test
  void anIdTokenIsNoAccessToken() {
    Profile profile = new Profile("Alice", "alice@example.org", true, "", "");
    String token = signIn();
    String id =
        server
            .core()
            .signedTokens
            .id(subject(token, acme, alice), Duration.ofHours(1), "alice", profile)
            .text();
    assertForbidden(renew(id));
  }

  @Test
  void aRefreshTokenIsNoAccessToken() {
    String token = signIn();
    assertForbidden(renew(claim(token, "sid") + ".1." + "A".repeat(43)));
  }

  @Test
  void aCustomersTokenIsNoAccessToken() {
    Answer login =
        server.post(
            "/api/v2/patrons/login",
            "{\"username\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    String opaque = login.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertForbidden(renew(opaque));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "", "HS256", "RS384", "PS256", "ES256"})
  void anotherAlgorithmIsRefused(String algorithm) {
    String token = signIn();
    String header = part(token, 0).replace("RS256", algorithm);
    String[] parts = token.split("\\.", -1);
    assertForbidden(renew(encoded(header) + "." + parts[1] + "."));
    assertForbidden(renew(encoded(header) + "." + parts[1] + "." + parts[2]));
  }

  @Test
  void aMacUnderThePublicKeyIsRefused() throws Exception {
    String token = signIn();
    String jwk = server.core().ring.stored().getFirst().publicJwk();
    String modulus = jwk.replaceAll(".*\"n\":\"([^\"]+)\".*", "$1");
    RSAPublicKeySpec spec =
        new RSAPublicKeySpec(
            new BigInteger(1, Base64.getUrlDecoder().decode(modulus)), BigInteger.valueOf(65537));
    byte[] der = KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    String start =
        encoded(part(token, 0).replace("RS256", "HS256")) + "." + token.split("\\.", -1)[1];
    byte[][] keys = {
      der,
      pem.getBytes(StandardCharsets.UTF_8),
      jwk.getBytes(StandardCharsets.UTF_8),
      Base64.getUrlDecoder().decode(modulus)
    };
    for (byte[] key : keys) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] code = mac.doFinal(start.getBytes(StandardCharsets.US_ASCII));
      assertForbidden(renew(start + "." + BASE64URL.encodeToString(code)));
    }
  }

  @Test
  void anUnknownKeyIsRefusedUnderItsOwnNameAndUnderOurs() {
    String token = signIn();
    JwtSigner stranger =
        JwtSigner.of(SigningKeys.generate(SigningAlgorithm.RS256, new SecureRandom()));
    String foreign = stranger.sign("JWT", claims(token));
    assertForbidden(renew(foreign));
    String[] parts = foreign.split("\\.", -1);
    String header = token.split("\\.", -1)[0];
    assertForbidden(renew(header + "." + parts[1] + "." + parts[2]));
    assertForbidden(
        renew(encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2]));
  }

  @Test
  void aChangedTokenIsRefused() {
    String[] parts = signIn().split("\\.", -1);
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = encoded(payload.replace("access", "acCess"));
    assertForbidden(renew(parts[0] + "." + other + "." + parts[2]));
    assertForbidden(renew(parts[0] + "." + parts[1] + "." + parts[2] + "="));
    assertForbidden(renew(parts[0] + "." + parts[1] + "."));
    assertForbidden(renew(parts[0] + "." + parts[1]));
    assertForbidden(renew(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[2]));
  }

  @Test
  void wrongClaimsAreRefused() {
    String token = signIn();
    Map<String, Object> wrong =
        Map.of(
            "iss", "https://elsewhere.example",
            "aud", "https://auth.example/customers/1",
            "token_use", "id",
            "sid", "1",
            "sub", "1",
            "exp", 1795316000L,
            "iat", 1795320000L,
            "nbf", 1795320000L);
    wrong.forEach((name, value) -> {
      Map<String, Object> claims = claims(token);
      claims.put(name, value);
      assertForbidden(renew(signed("JWT", claims)));
    });
    for (String name : new String[] {"iss", "aud", "token_use", "sid", "sub", "exp"}) {
      Map<String, Object> claims = claims(token);
      claims.remove(name);
      assertForbidden(renew(signed("JWT", claims)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"id+jwt", "logout+jwt", "dpop+jwt", ""})
  void anotherTypeIsRefused(String typ) {
    assertForbidden(renew(signed(typ, claims(signIn()))));
  }

  @Test
  void anExpiredTokenIsRefused() {
    String token = signIn();
    server.clock().advance(Duration.ofHours(2).plusSeconds(9));
    token(renew(token));
    server.clock().advance(Duration.ofSeconds(1));
    assertForbidden(renew(token));
  }

  @Test
  void aTokenOfAnEndedSessionIsRefused() {
    String token = signIn();
    SessionId session = SessionId.parse(claim(token, "sid")).orElseThrow();
    server.core().store.write(tx -> tx.sessions().end(session));
    assertForbidden(renew(token));
  }

  @Test
  void aTokenThatNamesAnotherCustomersOrPersonsSessionIsRefused() {
    Customer globex = server.customer("globex");
    User bob = server.user(acme, "bob");
    User foreigner = server.user(globex, "alice");
    String token = signIn();
    Duration hour = Duration.ofHours(1);
    var tokens = server.core().signedTokens;
    assertForbidden(renew(tokens.plain(subject(token, globex, alice), hour).text()));
    assertForbidden(renew(tokens.plain(subject(token, globex, foreigner), hour).text()));
    assertForbidden(renew(tokens.plain(subject(token, acme, bob), hour).text()));
    token(renew(tokens.plain(subject(token, acme, alice), hour).text()));
  }

  @Test
  void aTokenOfARevokedKeyIsRefused() {
    String token = signIn();
    server.core().signingKeys.revoke(server.core().ring.stored().getFirst().kid(), Origin.CLI);
    server.core().ring.refresh();
    assertForbidden(renew(token));
    token(basic("alice", TestServer.PASSWORD));
  }

  @Test
  void aTokenOfADeletedPersonIsRefused() {
    String token = signIn();
    server.core().users.delete(acme.id(), alice.id(), Origin.CLI);
    assertForbidden(renew(token));
  }
}
