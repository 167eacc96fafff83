package dev.countersign.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettingsBuilder;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server with a customer, a person and clients, for tests of the token endpoint and its like. */
public final class OAuthStage implements AutoCloseable {
  public static final String REDIRECT = "https://app.example/callback";

  // RFC 7636, appendix B.
  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** What a client asks for a code with. */
  public static final List<String> CODE_REQUEST =
      List.of(
          "response_type",
          "code",
          "redirect_uri",
          REDIRECT,
          "scope",
          "openid",
          "code_challenge",
          CHALLENGE,
          "code_challenge_method",
          "S256");

  public static final String ACR = "urn:countersign:acr:1";

  private static final ObjectMapper JSON = new ObjectMapper();

  public final TestServer server;
  public final Customer acme;
  public final User alice;
  private final SecureRandom random = new SecureRandom();

  public OAuthStage(Path folder) {
    this(folder, Map.of());
  }

  public OAuthStage(Path folder, Map<String, String> settings) {
    this(TestServer.start(folder, settings));
  }

  /** At a server that was started already, and has no customer of that name. */
  public OAuthStage(TestServer started) {
    server = started;
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
  }

  /**
   * A client and what it proves itself with.
   *
   * @param client the client
   * @param secret its secret, or the empty text
   */
  public record Party(Client client, String secret) {
    /** Its {@code client_id}. */
    public String id() {
      return client.id().toString();
    }

    /** Its Authorization header. */
    public String basic() {
      return Tokens.basic(id(), secret);
    }
  }

  /** A confidential client of the customer's, with all grants and scopes. */
  public Party client() {
    return client(settings -> settings);
  }

  /** A confidential client with some settings changed. */
  public Party client(UnaryOperator<ClientSettingsBuilder> change) {
    return client(acme, change);
  }

  /** A confidential client of some customer's. */
  public Party client(Customer customer, UnaryOperator<ClientSettingsBuilder> change) {
    OpaqueToken secret = OpaqueToken.generate(random);
    String digest = HexFormat.of().formatHex(secret.digest().bytes());
    return new Party(add(customer, change, digest), secret.text());
  }

  /** A public client. */
  public Party publicClient() {
    return publicClient(settings -> settings);
  }

  /** A public client with some settings changed. */
  public Party publicClient(UnaryOperator<ClientSettingsBuilder> change) {
    UnaryOperator<ClientSettingsBuilder> all =
        settings -> change.apply(settings.tokenEndpointAuthMethod(AuthMethod.NONE));
    return new Party(add(acme, all, null), "");
  }

  private Client add(
      Customer customer, UnaryOperator<ClientSettingsBuilder> change, @Nullable String digest) {
    ClientSettingsBuilder settings =
        ClientSettings.defaults().toBuilder()
            .redirectUris(List.of(REDIRECT))
            .grantTypes(Set.of(GrantType.values()))
            .scopes(
                new LinkedHashSet<>(
                    List.of("openid", "profile", "email", "phone", "offline_access", "orders")));
    Instant now = server.clock().instant();
    Client client =
        new Client(
            new ClientId(server.core().ids.next()),
            customer.id(),
            "Shop",
            change.apply(settings).build(),
            digest,
            null,
            false,
            now,
            now);
    server
        .core()
        .store
        .write(tx -> {
          tx.clients().add(client);
          return true;
        });
    return client;
  }

  /** A browser's session of Alice's. */
  public Session browser() {
    Instant now = server.clock().instant();
    Session session =
        new Session(
            new SessionId(server.core().ids.next()),
            acme.id(),
            new Session.Subject.OfUser(alice.id()),
            "web",
            "pwd",
            Set.of(),
            null,
            now,
            now.plus(Duration.ofHours(8)),
            null);
    server
        .core()
        .store
        .write(tx -> {
          tx.sessions().add(session);
          return true;
        });
    return session;
  }

  /** What codes are made for, unless a test changes it. */
  public CodeTerms terms() {
    return new CodeTerms();
  }

  /** What an authorization request asked. */
  public final class CodeTerms {
    private boolean redirectUriGiven = true;
    private @Nullable String challenge = CHALLENGE;
    private @Nullable String nonce = "n-0S6_WzA2Mj";
    private Set<String> scopes = new LinkedHashSet<>(List.of("openid", "profile"));
    private List<String> resources = List.of();
    private @Nullable String claims;
    private @Nullable String jkt;
    private Optional<SessionId> browser = Optional.empty();

    public CodeTerms withoutRedirectUri() {
      redirectUriGiven = false;
      return this;
    }

    public CodeTerms withoutPkce() {
      challenge = null;
      return this;
    }

    public CodeTerms scopes(String... words) {
      scopes = new LinkedHashSet<>(List.of(words));
      return this;
    }

    public CodeTerms resources(String... uris) {
      resources = List.of(uris);
      return this;
    }

    public CodeTerms claims(String json) {
      claims = json;
      return this;
    }

    public CodeTerms jkt(String thumbprint) {
      jkt = thumbprint;
      return this;
    }

    public CodeTerms browser(Session session) {
      browser = Optional.of(session.id());
      return this;
    }

    /** A code on these terms for Alice. */
    public String code(Party party) {
      return code(party, alice);
    }

    /** A code on these terms. */
    public String code(Party party, User user) {
      AuthorizationCode.Request request =
          new AuthorizationCode.Request(
              REDIRECT,
              redirectUriGiven,
              challenge,
              nonce,
              scopes,
              resources,
              claims,
              ACR,
              "pwd",
              server.clock().instant().minusSeconds(30),
              jkt,
              null);
      return server
          .core()
          .tokenFeatures
          .grants
          .codes
          .issue(party.client(), user.id(), browser.orElse(null), request);
    }
  }

  /** Posts to the token endpoint as that client; parameters are name, value, name, value. */
  public Answer token(Party party, String... parameters) {
    return post("/oauth2/token", party, List.of(), parameters);
  }

  /** The same with a DPoP proof. */
  public Answer token(Party party, DpopKey key, String... parameters) {
    String proof = key.proof("POST", TestServer.BASE_URL + "/oauth2/token");
    return post("/oauth2/token", party, List.of("DPoP", proof), parameters);
  }

  /** Posts a form as that client. */
  public Answer post(String path, Party party, List<String> more, String... parameters) {
    List<String> headers = new ArrayList<>(more);
    List<String> all = new ArrayList<>(List.of(parameters));
    if (party.secret().isEmpty()) {
      all.add("client_id");
      all.add(party.id());
    } else {
      headers.add("Authorization");
      headers.add(party.basic());
    }
    return form(path, headers, all.toArray(String[]::new));
  }

  /** Posts a form. */
  public Answer form(String path, List<String> headers, String... parameters) {
    List<String> all = new ArrayList<>(headers);
    all.add("Content-Type");
    all.add("application/x-www-form-urlencoded");
    return server.send(
        "POST",
        path,
        encoded(parameters).getBytes(StandardCharsets.UTF_8),
        all.toArray(String[]::new));
  }

  /** Parameters as a form. */
  public static String encoded(String... parameters) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      pairs.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }

  /** Exchanges a code with everything right. */
  public Answer redeem(Party party, String code) {
    return token(party, redemption(code));
  }

  /** What a client sends to redeem a code. */
  public static String[] redemption(String code) {
    return new String[] {
      "grant_type",
      "authorization_code",
      "code",
      code,
      "redirect_uri",
      REDIRECT,
      "code_verifier",
      VERIFIER
    };
  }

  /** The tokens of a code on those terms. */
  public Map<String, Object> tokens(Party party, CodeTerms terms) {
    Answer answer = redeem(party, terms.code(party));
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return json(answer);
  }

  /** An answer's JSON object. */
  public static Map<String, Object> json(Answer answer) {
    return object(answer.body());
  }

  /** A member of an answer as text. */
  public static String text(Map<String, Object> json, String name) {
    return String.valueOf(json.get(name));
  }

  private static Map<String, Object> object(String text) {
    try {
      return JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** The claims of a token, once a key of the published set has verified it. */
  public Map<String, Object> claims(@Nullable Object token) {
    SignedJWT jwt = parsed(token);
    try {
      JWK key =
          JWKSet.parse(server.get("/.well-known/jwks.json").body())
              .getKeyByKeyId(jwt.getHeader().getKeyID());
      boolean ed25519 = jwt.getHeader().getAlgorithm().getName().equals("EdDSA");
      if (!ed25519 && !jwt.verify(verifier(key))) {
        throw new AssertionError("not signed by " + key);
      }
    } catch (ParseException | JOSEException e) {
      throw new AssertionError(e);
    }
    return object(jwt.getPayload().toString());
  }

  /** The header of a token. */
  public static Map<String, Object> header(@Nullable Object token) {
    return parsed(token).getHeader().toJSONObject();
  }

  private static SignedJWT parsed(@Nullable Object token) {
    try {
      return SignedJWT.parse(String.valueOf(token));
    } catch (ParseException e) {
      throw new AssertionError("no JWT: " + token, e);
    }
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key.getKeyType().getValue()) {
      case "RSA" -> new RSASSAVerifier(key.toRSAKey());
      case "EC" -> new ECDSAVerifier(key.toECKey());
      default -> throw new AssertionError(key.getKeyType());
    };
  }

  /** Whether userinfo takes the token. */
  public boolean lives(@Nullable Object accessToken) {
    return server.get("/oauth2/userinfo", "Authorization", "Bearer " + accessToken).status() == 200;
  }

  @Override
  public void close() {
    server.close();
  }
}
