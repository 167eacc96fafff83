package dev.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.ClientAuthenticationResult.Authenticated;
import dev.countersign.client.ClientAuthenticationResult.Malformed;
import dev.countersign.client.ClientAuthenticationResult.Refused;
import dev.countersign.client.ClientCredentials.Basic;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientAuthenticationTest {
  private static final Refused WRONG =
      new Refused("The client is unknown, or its credentials are wrong");

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Issued client(AuthMethod method) {
    return server.client(acme, settings -> settings.tokenEndpointAuthMethod(method));
  }

  private static String secret(Issued issued) {
    return issued.secret().orElseThrow().text();
  }

  private ClientAuthenticationResult basic(String id, String secret) {
    return authenticate(
        new ClientCredentials(
            Optional.of(new Basic(id, Secret.of(secret))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private ClientAuthenticationResult post(String id, Optional<String> secret) {
    return authenticate(
        new ClientCredentials(
            Optional.empty(),
            Optional.of(id),
            secret.map(Secret::of),
            Optional.empty(),
            Optional.empty()));
  }

  private ClientAuthenticationResult authenticate(ClientCredentials presented) {
    return server.core().clients.authentication.authenticate(presented);
  }

  @Test
  void aSecretIsTakenTheWayItWasRegistered() {
    Issued basic = client(AuthMethod.CLIENT_SECRET_BASIC);
    Issued post = client(AuthMethod.CLIENT_SECRET_POST);

    assertThat(basic(basic.client().id().toString(), secret(basic)))
        .isEqualTo(new Authenticated(basic.client(), AuthMethod.CLIENT_SECRET_BASIC));
    assertThat(post(post.client().id().toString(), Optional.of(secret(post))))
        .isEqualTo(new Authenticated(post.client(), AuthMethod.CLIENT_SECRET_POST));
    assertThat(post(basic.client().id().toString(), Optional.of(secret(basic))))
        .isEqualTo(new Refused("The client authenticates with client_secret_basic"));
  }

  @Test
  void httpBasicIsTakenFromEveryClientWithASecret() {
    Issued post = client(AuthMethod.CLIENT_SECRET_POST);

    assertThat(basic(post.client().id().toString(), secret(post)))
        .isEqualTo(new Authenticated(post.client(), AuthMethod.CLIENT_SECRET_BASIC));
  }

  @Test
  void wrongUnknownDisabledAndForeignAreAllTheSame() {
    Issued known = client(AuthMethod.CLIENT_SECRET_BASIC);
    Issued other = client(AuthMethod.CLIENT_SECRET_BASIC);
    String id = known.client().id().toString();

    assertThat(basic(id, secret(other))).isEqualTo(WRONG);
    assertThat(basic(id, "")).isEqualTo(WRONG);
    assertThat(basic("123456789", secret(known))).isEqualTo(WRONG);
    assertThat(basic("acme", secret(known))).isEqualTo(WRONG);
    assertThat(basic(id, secret(known))).isInstanceOf(Authenticated.class);
    var _ = server.core().clients.administration.setDisabled(known.client(), true, Origin.CLI);
    assertThat(basic(id, secret(known))).isEqualTo(WRONG);
  }

  @Test
  void theOldSecretStopsAtOnceWhenItIsRotated() {
    Issued known = client(AuthMethod.CLIENT_SECRET_BASIC);
    Client client = known.client();
    Issued rotated = server.core().clients.administration.rotateSecret(client, Origin.CLI);

    assertThat(basic(client.id().toString(), secret(known))).isEqualTo(WRONG);
    assertThat(basic(client.id().toString(), secret(rotated))).isInstanceOf(Authenticated.class);
  }

  @Test
  void aPublicClientSaysWhoItIsAndProvesNothing() {
    Issued app = client(AuthMethod.NONE);
    String id = app.client().id().toString();

    assertThat(app.secret()).isEmpty();
    assertThat(post(id, Optional.empty()))
        .isEqualTo(new Authenticated(app.client(), AuthMethod.NONE));
    assertThat(post(id, Optional.of("guess")))
        .isEqualTo(new Refused("The client is public: it sends its client_id and no secret"));
    assertThat(basic(id, "")).isInstanceOf(Refused.class);
  }

  @Test
  void aClientWithASecretIsNotTakenForAPublicOne() {
    Issued known = client(AuthMethod.CLIENT_SECRET_POST);

    assertThat(post(known.client().id().toString(), Optional.empty()))
        .isEqualTo(new Refused("The client authenticates with client_secret_post"));
  }

  @Test
  void moreThanOneWayOfAuthenticationIsRefused() {
    Issued known = client(AuthMethod.CLIENT_SECRET_BASIC);
    Secret secret = Secret.of(secret(known));
    Basic basic = new Basic(known.client().id().toString(), secret);

    assertThat(
            authenticate(
                new ClientCredentials(
                    Optional.of(basic),
                    Optional.empty(),
                    Optional.of(secret),
                    Optional.empty(),
                    Optional.empty())))
        .isInstanceOf(Malformed.class);
    assertThat(
            authenticate(
                new ClientCredentials(
                    Optional.of(basic),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(ClientAssertions.TYPE),
                    Optional.of("a.b.c"))))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void anotherClientIdBesideTheCredentialsIsRefused() {
    Issued known = client(AuthMethod.CLIENT_SECRET_BASIC);
    Basic basic = new Basic(known.client().id().toString(), Secret.of(secret(known)));

    assertThat(
            authenticate(
                new ClientCredentials(
                    Optional.of(basic),
                    Optional.of("1"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .isEqualTo(new Malformed("The client_id is not that of the client's credentials"));
  }

  @Test
  void aRequestOfNobodyIsRefused() {
    Optional<String> none = Optional.empty();
    assertThat(
            authenticate(
                new ClientCredentials(Optional.empty(), none, Optional.empty(), none, none)))
        .isEqualTo(
            new Refused("The request does not say which client sends it: client_id is missing"));
  }
}
