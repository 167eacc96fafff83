package dev.countersign.http.oauth2;

import dev.countersign.authorization.Browser;
import dev.countersign.authorization.Person;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettingsBuilder;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A server with a customer, a person, and clients, at the authorization endpoint. */
final class Provider implements AutoCloseable {
  static final String SECRET = "S".repeat(64);
  static final String REDIRECT = "https://app.example/cb";
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  static final String ISS = "https://auth.example";

  final TestServer server;
  final Customer acme;
  final User alice;
  final PageClient browser;

  Provider(Path folder) {
    this(folder, Map.of());
  }

  Provider(Path folder, Map<String, String> settings) {
    server = TestServer.start(folder, settings);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    browser = new PageClient(server);
  }

  /** The customer's own web application, for which signing in is agreeing. */
  Client client() {
    return client(settings -> settings);
  }

  /** The same with some settings changed. */
  Client client(UnaryOperator<ClientSettingsBuilder> changes) {
    ClientSettingsBuilder settings =
        ClientSettings.defaults().toBuilder()
            .redirectUris(List.of(REDIRECT))
            .postLogoutRedirectUris(List.of("https://app.example/bye"))
            .scopes(new LinkedHashSet<>(List.of("openid", "profile", "email", "offline_access")))
            .consent(ConsentPolicy.IMPLICIT);
    return add(changes.apply(settings).build());
  }

  /** The same with {@link #SECRET} to prove itself with. */
  Client withSecret(Client old) {
    Client changed = old.withSecretDigest(HexFormat.of().formatHex(TokenDigest.of(SECRET).bytes()));
    return server
        .core()
        .store
        .write(tx -> {
          tx.clients().update(old, changed, server.clock().instant());
          return tx.clients().byId(old.id()).orElseThrow();
        });
  }

  /** A client that has nothing to prove itself with. */
  Client publicClient(String... redirectUris) {
    return client(settings ->
        settings.tokenEndpointAuthMethod(AuthMethod.NONE).redirectUris(List.of(redirectUris)));
  }

  Client add(ClientSettings settings) {
    return add(acme, settings);
  }

  Client add(Customer customer, ClientSettings settings) {
    Instant now = server.clock().instant();
    ClientId id = new ClientId(server.core().ids.next());
    Client client =
        new Client(id, customer.id(), "App", settings, "0f".repeat(32), null, false, now, now);
    return server
        .core()
        .store
        .write(tx -> {
          tx.clients().add(client);
          return client;
        });
  }

  /** The path of a plain OpenID Connect request of that client, with more parameters. */
  static String path(Client client, String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", client.id().toString());
    parameters.put("response_type", "code");
    parameters.put("redirect_uri", REDIRECT);
    parameters.put("scope", "openid");
    parameters.put("state", "af0ifjsldkj");
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    parameters.values().removeIf(String::isEmpty);
    return "/oauth2/authorize?" + encoded(parameters);
  }

  static String encoded(Map<String, String> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach((name, value) ->
        query
            .append(query.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  Answer authorize(Client client, String... more) {
    return browser.get(path(client, more));
  }

  /** Signs alice in, a minute ago. */
  void signIn() {
    browser.signIn("alice");
    server.clock().advance(Duration.ofMinutes(1));
  }

  /** The parameters of the answer that a redirect carries to the usual redirect URI. */
  static Map<String, String> sent(Answer answer) {
    return sent(answer, REDIRECT + "?");
  }

  static Map<String, String> sent(Answer answer, String before) {
    if (answer.status() != 303 || !answer.header("Location").startsWith(before)) {
      throw new AssertionError(
          answer.status() + " to <" + answer.header("Location") + "> " + answer.body());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : answer.header("Location").substring(before.length()).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** The id of the flow that the browser is sent to a page with. */
  static String flow(Answer answer, String page) {
    String before = page + "?flow=";
    if (answer.status() != 303 || !answer.header("Location").startsWith(before)) {
      throw new AssertionError(
          answer.status() + " to <" + answer.header("Location") + "> " + answer.body());
    }
    return answer.header("Location").substring(before.length());
  }

  /** Signs alice in on the page of that flow, and goes on where that leads. */
  Answer signInFor(String flow) {
    return browser.get(signedIn(flow).header("Location"));
  }

  /** Signs alice in on the page of that flow: the answer of that page. */
  Answer signedIn(String flow) {
    browser.get("/sign-in?flow=" + flow);
    return browser.post(
        "/sign-in", Map.of("user-name", "alice", "password", TestServer.PASSWORD, "flow", flow));
  }

  /** What the consent page does when alice agrees. */
  boolean agree(String flow) {
    return server.core().authorizationFeatures.authorization.allow(flow, asBrowser(), Origin.CLI);
  }

  /** What the consent page does when alice does not. */
  boolean deny(String flow) {
    return server.core().authorizationFeatures.flows.deny(flow, secret());
  }

  private Browser asBrowser() {
    var user =
        server.core().signIn.browserSessions.find(browser.cookie(PageClient.COOKIE)).orElseThrow();
    return new Browser(
        Optional.of(
            new Person(user.session(), user.customer(), user.id(), user.amr(), user.authTime())),
        secret(),
        Origin.CLI);
  }

  Optional<String> secret() {
    return Optional.of(browser.cookie("__Host-countersign-flow")).filter(text -> !text.isEmpty());
  }

  /** The session that the browser is signed in with. */
  SessionId session() {
    return server
        .core()
        .signIn
        .browserSessions
        .find(browser.cookie(PageClient.COOKIE))
        .orElseThrow()
        .session();
  }

  /** An ID token as this server makes them. */
  String idToken(Client client, Map<String, ?> more) {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = server.clock().instant().getEpochSecond();
    claims.put("iss", ISS);
    claims.put("aud", client.id().toString());
    claims.put("sub", alice.id().toString());
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.putAll(more);
    var ring = server.core().ring;
    return ring.signer(ring.issuerOf(acme.id())).sign("JWT", claims);
  }

  Set<String> sessions() {
    Set<String> ids = new LinkedHashSet<>();
    server.rows("SELECT id FROM session").forEach(row -> ids.add(String.valueOf(row.get("id"))));
    return ids;
  }

  @Override
  public void close() {
    server.close();
  }
}
