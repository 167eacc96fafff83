package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.crypto.JwtVerifier;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.Client;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackchannelLogoutTest {
  @TempDir Path folder;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> types = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer receiver;
  private Provider provider;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    receiver.createContext("/", this::receive);
    receiver.start();
    provider =
        new Provider(
            folder,
            Map.of(
                "outgoing.allow-http", "true",
                "outgoing.allow-private", "127.0.0.1:" + receiver.getAddress().getPort(),
                "outbox.base-delay", "10s"));
    provider.signIn();
  }

  @AfterEach
  void stop() {
    provider.close();
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
    received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private Client client(String algorithm) {
    String uri = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/logout";
    return provider.client(
        settings -> settings.backchannelLogoutUri(uri).idTokenSignedResponseAlg(algorithm));
  }

  /** Which session a grant ends with. */
  private interface Parent {
    @Nullable SessionId apply(SessionId browser);
  }

  /** What the exchange of a code leaves in the store. */
  private SessionId grant(Client client, String sid, Parent parent) {
    SessionId id = new SessionId(provider.server.core().ids.next());
    Instant now = provider.server.clock().instant();
    return provider
        .server
        .core()
        .store
        .write(tx -> {
          tx.sessions()
              .add(
                  new Session(
                      id,
                      provider.acme.id(),
                      new Subject.OfUser(provider.alice.id()),
                      "oauth2",
                      "pwd",
                      Set.of(),
                      null,
                      now,
                      now.plus(Duration.ofHours(1)),
                      null,
                      client.id(),
                      parent.apply(provider.session())));
          tx.grants()
              .add(
                  new OAuthGrant(
                      id,
                      provider.acme.id(),
                      client.id(),
                      provider.session(),
                      sid,
                      Set.of("openid"),
                      List.of(),
                      null,
                      null,
                      null,
                      null,
                      null));
          return id;
        });
  }

  private void signOut() {
    provider.browser.get("/sign-out");
    provider.browser.post("/sign-out", Map.of());
  }

  private VerifiedJwt token(int index) throws Exception {
    String body = received.get(index);
    assertThat(body).startsWith("logout_token=");
    return new JwtVerifier(Set.of("logout+jwt"), provider.server.clock())
        .verify(body.substring("logout_token=".length()), provider.server.core().ring::verifier);
  }

  @Test
  void aClientIsToldOfTheEndOfASession() throws Exception {
    Client client = client("RS256");
    grant(client, "sid-1", parent -> parent);

    signOut();
    await(() -> received.size() == 1);

    VerifiedJwt token = token(0);
    long now = provider.server.clock().instant().getEpochSecond();
    assertThat(types).containsExactly("application/x-www-form-urlencoded");
    assertThat(token.claims())
        .containsEntry("iss", Provider.ISS)
        .containsEntry("aud", client.id().toString())
        .containsEntry("sid", "sid-1")
        .containsEntry(
            "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
        .containsKey("jti")
        .doesNotContainKey("nonce");
    assertThat(String.valueOf(token.claims().get("iat"))).isEqualTo(Long.toString(now));
    assertThat(String.valueOf(token.claims().get("exp"))).isEqualTo(Long.toString(now + 120));
    await(() -> provider.server.count("SELECT count(*) FROM outbox") == 0);
  }

  @Test
  void theTokenIsSignedAsTheClientsIdTokensAre() throws Exception {
    grant(client("ES256"), "sid-1", parent -> parent);

    signOut();
    await(() -> received.size() == 1);

    String header = received.getFirst().substring("logout_token=".length()).split("\\.", 2)[0];
    assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.US_ASCII))
        .contains("\"alg\":\"ES256\"", "\"typ\":\"logout+jwt\"");
    assertThat(token(0).claims()).containsEntry("sid", "sid-1");
  }

  @Test
  void everyClientIsToldAndNobodyElse() {
    grant(client("RS256"), "sid-1", parent -> parent);
    grant(client("RS256"), "sid-2", parent -> parent);
    grant(provider.client(), "sid-3", parent -> parent);

    signOut();
    await(() -> received.size() == 2);
    await(() -> provider.server.count("SELECT count(*) FROM outbox") == 0);

    assertThat(received).hasSize(2);
    assertThat(provider.sessions()).isEmpty();
  }

  @Test
  void whatWasGrantedForOfflineAccessOutlivesTheSession() {
    SessionId offline = grant(client("RS256"), "sid-1", _ -> null);

    signOut();
    await(() -> received.size() == 1);

    assertThat(provider.sessions()).containsExactly(offline.toString());
  }

  @Test
  void whatFailsIsTriedAgainWithAFreshToken() throws Exception {
    status = 503;
    grant(client("RS256"), "sid-1", parent -> parent);
    signOut();
    await(() -> received.size() == 1);
    await(() -> waitsUntilLater());

    status = 204;
    provider.server.clock().advance(Duration.ofSeconds(21));
    await(() -> received.size() >= 2);
    await(() -> provider.server.count("SELECT count(*) FROM outbox") == 0);

    assertThat(token(1).claims().get("iat")).isNotEqualTo(token0IssuedAt());
  }

  private @Nullable Object token0IssuedAt() throws Exception {
    String body = received.getFirst().substring("logout_token=".length());
    return new JwtVerifier(Set.of("logout+jwt"), provider.server.clock())
        .verifyIgnoringExpiry(body, provider.server.core().ring::verifier)
        .claims()
        .get("iat");
  }

  private boolean waitsUntilLater() {
    return provider.server.count(
            "SELECT count(*) FROM outbox WHERE attempts = 1 AND next_attempt_at < ?",
            provider.server.clock().instant().plusSeconds(60).toEpochMilli())
        == 1;
  }

  @Test
  void aClientThatCannotDoItIsNotAskedAgain() {
    status = 400;
    grant(client("RS256"), "sid-1", parent -> parent);

    signOut();
    await(() -> received.size() == 1);

    await(
        () -> provider.server.count("SELECT count(*) FROM outbox WHERE given_up_at IS NULL") == 0);
    assertThat(
            provider.server.count(
                "SELECT count(*) FROM audit_event WHERE kind = 'delivery_given_up'"))
        .isEqualTo(1);
  }

  @Test
  void aHostThatIsNotAllowedIsNotCalled() {
    Client client =
        provider.client(settings -> settings.backchannelLogoutUri("http://127.0.0.1:1/logout"));
    grant(client, "sid-1", parent -> parent);

    signOut();

    await(() ->
        provider.server.count("SELECT count(*) FROM audit_event WHERE kind = 'outgoing_refused'")
            == 1);
    assertThat(received).isEmpty();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
