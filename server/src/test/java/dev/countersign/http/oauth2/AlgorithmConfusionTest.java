package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RFC 8725, section 3.1: what a token's header says decides neither which algorithm checks it nor
 * with which key. Every place that takes a JWT from outside is shown the same forgeries.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class AlgorithmConfusionTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static OAuthStage stage;
  private static HttpServer attacker;
  private static final AtomicInteger fetched = new AtomicInteger();
  private static RSAKey clientKey;
  private static ECKey foreign;
  private static Party signer;
  private static Party plain;
  private static PageClient browser;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    clientKey = new RSAKeyGenerator(2048).keyID("client-1").generate();
    foreign = new ECKeyGenerator(Curve.P_256).keyID("foreign").generate();
    attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    attacker.createContext("/", AlgorithmConfusionTest::served);
    attacker.start();
    // The guard of outgoing requests would let a fetch through, so that one would be seen.
    stage =
        new OAuthStage(
            folder,
            Map.of(
                "outgoing.allow-http",
                "true",
                "outgoing.allow-private",
                "127.0.0.1:" + attacker.getAddress().getPort()));
    signer =
        stage.client(settings ->
            settings
                .tokenEndpointAuthMethod(AuthMethod.PRIVATE_KEY_JWT)
                .consent(ConsentPolicy.IMPLICIT)
                .jwks(new JWKSet(clientKey.toPublicJWK()).toString()));
    plain = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    browser = new PageClient(stage.server);
    browser.signIn("alice");
  }

  @AfterAll
  static void stop() {
    stage.close();
    attacker.stop(0);
  }

  @BeforeEach
  void nothingFetched() {
    fetched.set(0);
  }

  private static void served(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    fetched.incrementAndGet();
    byte[] body = new JWKSet(foreign.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A forgery by name: claims that are good, and a signature that is not the key's. */
  private record Forged(String how, String jwt) {}

  /**
   * Everything that is done to tokens.
   *
   * @param genuine a token that would be good
   * @param key the public key that checks it
   */
  private static List<Forged> forgeries(String genuine, RSAKey key) throws Exception {
    String[] parts = genuine.split("\\.", -1);
    Map<String, Object> header = object(parts[0]);
    String payload = parts[1];
    byte[] pem = key.toPublicKey().getEncoded();
    List<Forged> all = new ArrayList<>();
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      all.add(new Forged("alg " + none, unsigned(with(header, "alg", none), payload)));
      all.add(
          new Forged(
              "alg " + none + " with the old signature",
              encoded(with(header, "alg", none)) + "." + payload + "." + parts[2]));
    }
    for (byte[] secret :
        List.of(
            pem,
            key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            key.getModulus().decode(),
            ("-----BEGIN PUBLIC KEY-----\n"
                    + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pem)
                    + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII),
            new byte[] {0})) {
      all.add(
          new Forged(
              "HS256 with the public key", hmac(with(header, "alg", "HS256"), payload, secret)));
      all.add(new Forged("RS256 made with HMAC", hmac(header, payload, secret)));
    }
    all.add(new Forged("no alg", encoded(without(header, "alg")) + "." + payload + "." + parts[2]));
    all.add(new Forged("other signature", parts[0] + "." + payload + "." + flipped(parts[2])));
    all.add(new Forged("no signature", parts[0] + "." + payload + "."));
    all.add(new Forged("two parts", parts[0] + "." + payload));
    all.add(new Forged("five parts", genuine + ".AAAA.AAAA"));
    all.add(new Forged("other spelling", genuine + "="));
    for (String kid : List.of("unknown", "../../../dev/null", "' OR 1=1 --", "")) {
      all.add(new Forged("kid " + kid, ec(with(header, "kid", kid), payload)));
    }
    all.add(new Forged("foreign key under the right kid", ec(header, payload)));
    String url = "http://127.0.0.1:" + attacker.getAddress().getPort();
    Map<String, Object> jwk = foreign.toPublicJWK().toJSONObject();
    all.add(new Forged("jwk", ec(with(with(header, "jwk", jwk), "kid", "foreign"), payload)));
    all.add(
        new Forged("jku", ec(with(with(header, "jku", url + "/jwks"), "kid", "foreign"), payload)));
    all.add(
        new Forged("x5u", ec(with(with(header, "x5u", url + "/cert"), "kid", "foreign"), payload)));
    all.add(new Forged("x5c", ec(with(header, "x5c", List.of("MIIB")), payload)));
    return all;
  }

  private static Map<String, Object> object(String part) throws ParseException {
    return JWSHeader.parse(new Base64URL(part)).toJSONObject();
  }

  private static Map<String, Object> with(Map<String, Object> header, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(header);
    more.put(name, value);
    return more;
  }

  private static Map<String, Object> without(Map<String, Object> header, String name) {
    Map<String, Object> less = new LinkedHashMap<>(header);
    less.remove(name);
    return less;
  }

  private static String encoded(Map<String, Object> json) {
    try {
      return Base64URL.encode(JSON.writeValueAsBytes(json)).toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String unsigned(Map<String, Object> header, String payload) {
    return encoded(header) + "." + payload + ".";
  }

  private static String hmac(Map<String, Object> header, String payload, byte[] secret)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    String signed = encoded(header) + "." + payload;
    return signed + "." + Base64URL.encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String ec(Map<String, Object> header, String payload) throws JOSEException {
    String signed = encoded(with(header, "alg", "ES256")) + "." + payload;
    return signed
        + "."
        + new ECDSASigner(foreign)
            .sign(new JWSHeader(JWSAlgorithm.ES256), signed.getBytes(StandardCharsets.US_ASCII));
  }

  private static String flipped(String signature) {
    char other = signature.charAt(9) == 'A' ? 'B' : 'A';
    return signature.substring(0, 9) + other + signature.substring(10);
  }

  private static String signed(String type, Map<String, Object> claims) throws JOSEException {
    return signed(type, Map.of(), claims, new RSASSASigner(clientKey));
  }

  private static String signed(
      String type, Map<String, Object> more, Map<String, Object> claims, JWSSigner by)
      throws JOSEException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", type);
    header.put("kid", "client-1");
    header.putAll(more);
    String text = encoded(header) + "." + encoded(claims);
    return text
        + "."
        + by.sign(new JWSHeader(JWSAlgorithm.RS256), text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Map<String, Object> assertion() {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = stage.server.clock().instant().getEpochSecond();
    claims.put("iss", signer.id());
    claims.put("sub", signer.id());
    claims.put("aud", TestServer.BASE_URL);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + 60);
    return claims;
  }

  private static Answer prove(String assertion) {
    return stage.form(
        "/oauth2/token",
        List.of(),
        "grant_type",
        "client_credentials",
        "client_id",
        signer.id(),
        "client_assertion_type",
        TYPE,
        "client_assertion",
        assertion);
  }

  @Test
  void noForgedAssertionProvesAClient() throws Exception {
    assertThat(prove(signed("JWT", assertion())).status()).isEqualTo(200);
    long sessions = stage.server.count("SELECT count(*) FROM session");
    for (Forged forged : forgeries(signed("JWT", assertion()), clientKey)) {
      Answer answer = prove(forged.jwt());
      assertThat(answer.status()).as(forged.how()).isEqualTo(401);
      assertThat(OAuthStage.json(answer)).as(forged.how()).containsEntry("error", "invalid_client");
      assertThat(answer.header("WWW-Authenticate")).as(forged.how()).startsWith("Basic ");
    }
    assertThat(fetched).hasValue(0);
    assertThat(stage.server.count("SELECT count(*) FROM session")).isEqualTo(sessions);
  }

  /** RFC 7515, section 4.1.11: what is said to be critical and not understood. */
  @Test
  void noAssertionWithACriticalHeaderProvesAClient() throws Exception {
    for (Object crit : List.of(List.of("exp"), List.of("b64"), List.of(), "exp")) {
      String jwt = signed("JWT", Map.of("crit", crit), assertion(), new RSASSASigner(clientKey));
      assertThat(prove(jwt).status()).as(String.valueOf(crit)).isEqualTo(401);
    }
  }

  @Test
  void noAssertionWithWrongClaimsProvesAClient() throws Exception {
    long now = stage.server.clock().instant().getEpochSecond();
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("iss", "other"),
            Map.of("sub", plain.id()),
            Map.of("aud", "https://evil.example"),
            Map.of("aud", "https://auth.example.evil.example"),
            Map.of("aud", "https://auth.example/oauth2/userinfo"),
            Map.of("aud", List.of()),
            Map.of("exp", now - 11),
            Map.of("exp", now + 4000),
            Map.of("exp", "soon"),
            Map.of("nbf", now + 30),
            Map.of("iat", now + 30),
            Map.of("jti", ""),
            Map.of("jti", "x".repeat(300)))) {
      Map<String, Object> claims = assertion();
      claims.putAll(wrong);
      assertThat(prove(signed("JWT", claims)).status()).as(wrong.toString()).isEqualTo(401);
    }
    for (String missing : List.of("iss", "sub", "aud", "exp", "jti")) {
      Map<String, Object> claims = assertion();
      claims.remove(missing);
      assertThat(prove(signed("JWT", claims)).status()).as(missing).isEqualTo(401);
    }
    String jwt = signed("JWT", assertion());
    assertThat(prove(jwt).status()).isEqualTo(200);
    assertThat(prove(jwt).status()).isEqualTo(401);
  }

  @Test
  void noTokenOfAnotherKindProvesAClient() throws Exception {
    for (String type :
        List.of("at+jwt", "dpop+jwt", "logout+jwt", "oauth-authz-req+jwt", "secevent+jwt")) {
      assertThat(prove(signed(type, assertion())).status()).as(type).isEqualTo(401);
    }
  }

  private static Map<String, Object> request() {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = stage.server.clock().instant().getEpochSecond();
    claims.put("iss", signer.id());
    claims.put("aud", TestServer.BASE_URL);
    claims.put("iat", now);
    claims.put("exp", now + 60);
    claims.put("client_id", signer.id());
    claims.put("response_type", "code");
    claims.put("redirect_uri", OAuthStage.REDIRECT);
    claims.put("scope", "openid");
    return claims;
  }

  private static Answer authorize(String request) {
    return browser.get(
        "/oauth2/authorize?"
            + OAuthStage.encoded(
                "client_id",
                signer.id(),
                "response_type",
                "code",
                "redirect_uri",
                OAuthStage.REDIRECT,
                "scope",
                "openid",
                "request",
                request));
  }

  @Test
  void noForgedRequestObjectIsARequest() throws Exception {
    String genuine = signed("oauth-authz-req+jwt", request());
    assertThat(Provider.sent(authorize(genuine), OAuthStage.REDIRECT + "?")).containsKey("code");
    long codes = stage.server.count("SELECT count(*) FROM authorization_code");
    List<Forged> all = new ArrayList<>(forgeries(genuine, clientKey));
    all.add(
        new Forged(
            "crit",
            signed(
                "oauth-authz-req+jwt",
                Map.of("crit", List.of("exp")),
                request(),
                new RSASSASigner(clientKey))));
    for (Forged forged : all) {
      assertThat(Provider.sent(authorize(forged.jwt()), OAuthStage.REDIRECT + "?"))
          .as(forged.how())
          .containsEntry("error", "invalid_request_object")
          .containsEntry("iss", TestServer.BASE_URL)
          .doesNotContainKey("code");
      Answer pushed =
          stage.form(
              "/oauth2/par",
              List.of(),
              "client_id",
              signer.id(),
              "client_assertion_type",
              TYPE,
              "client_assertion",
              signed("JWT", assertion()),
              "request",
              forged.jwt());
      assertThat(pushed.status()).as(forged.how()).isEqualTo(400);
      assertThat(OAuthStage.json(pushed))
          .as(forged.how())
          .containsEntry("error", "invalid_request_object");
    }
    assertThat(fetched).hasValue(0);
    assertThat(stage.server.count("SELECT count(*) FROM authorization_code")).isEqualTo(codes);
    assertThat(stage.server.count("SELECT count(*) FROM authorization_request")).isZero();
  }

  /** The server's own key, as anybody can read it. */
  private static RSAKey published(String kid) throws ParseException {
    return JWKSet.parse(stage.server.get("/.well-known/jwks.json").body())
        .getKeyByKeyId(kid)
        .toRSAKey();
  }

  @Test
  void noForgedAccessTokenLetsIn() throws Exception {
    String genuine = OAuthStage.text(stage.tokens(plain, stage.terms()), "access_token");
    assertThat(stage.lives(genuine)).isTrue();
    RSAKey key = published(String.valueOf(OAuthStage.header(genuine).get("kid")));
    for (Forged forged : forgeries(genuine, key)) {
      Answer answer =
          stage.server.get("/oauth2/userinfo", "Authorization", "Bearer " + forged.jwt());
      assertThat(answer.status()).as(forged.how()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .as(forged.how())
          .startsWith("Bearer realm=\"countersign\", error=\"invalid_token\"");
      Answer told = stage.post("/oauth2/introspect", plain, List.of(), "token", forged.jwt());
      assertThat(told.body()).as(forged.how()).isEqualTo("{\"active\":false}");
      stage.post("/oauth2/revoke", plain, List.of(), "token", forged.jwt());
    }
    assertThat(stage.lives(genuine)).as("no forgery has revoked it").isTrue();
    assertThat(fetched).hasValue(0);
  }

  @Test
  void noForgedIdTokenIsAHint() throws Exception {
    String genuine = OAuthStage.text(stage.tokens(plain, stage.terms()), "id_token");
    RSAKey key = published(String.valueOf(OAuthStage.header(genuine).get("kid")));
    String[] good = {
      "client_id",
      plain.id(),
      "response_type",
      "code",
      "redirect_uri",
      OAuthStage.REDIRECT,
      "scope",
      "openid"
    };
    String path = "/oauth2/authorize?" + OAuthStage.encoded(good) + "&id_token_hint=";
    assertThat(Provider.sent(browser.get(path + genuine), OAuthStage.REDIRECT + "?"))
        .containsKey("code");
    for (Forged forged : forgeries(genuine, key)) {
      String hint = OAuthStage.encoded("id_token_hint", forged.jwt());
      assertThat(
              Provider.sent(
                  browser.get("/oauth2/authorize?" + OAuthStage.encoded(good) + "&" + hint),
                  OAuthStage.REDIRECT + "?"))
          .as(forged.how())
          .containsEntry("error", "invalid_request");
      assertThat(browser.get("/oauth2/logout?" + hint).status()).as(forged.how()).isEqualTo(400);
    }
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }
}
