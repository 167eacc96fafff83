package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectsTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private User bob;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    bob = server.user(acme, "bob");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Client pairwise(Customer customer, String... redirectUris) {
    return server
        .client(
            customer,
            settings ->
                settings.subjectType(SubjectType.PAIRWISE).redirectUris(List.of(redirectUris)))
        .client();
  }

  private String subject(Client client, User user) {
    return server.core().tokenFeatures.subjects.of(client, user.id());
  }

  @Test
  void aPublicSubjectIsThePersonsId() {
    assertThat(subject(server.client(acme).client(), alice)).isEqualTo(alice.id().toString());
  }

  @Test
  void aPairwiseSubjectIsTheSameInOneSectorAndDiffersFromAllOthers() {
    Client first = pairwise(acme, "https://a.example/cb");
    Client sameHost = pairwise(acme, "https://a.example/other", "https://a.example:8443/cb");
    Client otherHost = pairwise(acme, "https://b.example/cb");

    assertThat(subject(first, alice)).matches("[A-Za-z0-9_-]{43}");
    assertThat(subject(first, alice)).isEqualTo(subject(first, alice));
    assertThat(subject(sameHost, alice)).isEqualTo(subject(first, alice));
    assertThat(subject(otherHost, alice)).isNotEqualTo(subject(first, alice));
    assertThat(subject(first, bob)).isNotEqualTo(subject(first, alice));
    Client foreign = pairwise(server.customer("globex"), "https://a.example/cb");
    assertThat(subject(foreign, alice)).isNotEqualTo(subject(first, alice));
  }

  @Test
  void theSecretBehindThemOutlivesTheProcess() {
    Client client = pairwise(acme, "https://a.example/cb");
    String before = subject(client, alice);
    server.close();
    server = TestServer.start(folder);

    assertThat(subject(client, alice)).isEqualTo(before);
    assertThat(server.count("SELECT count(*) FROM pairwise_secret")).isEqualTo(1);
  }

  @Test
  void severalHostsNeedASectorIdentifier() {
    assertThatThrownBy(() -> pairwise(acme, "https://a.example/cb", "https://b.example/cb"))
        .isInstanceOf(InvalidClientMetadata.class)
        .hasMessageContaining("need a sector_identifier_uri");
  }

  @Test
  void aSectorIdentifierThatCannotBeReadIsRefused() {
    assertThatThrownBy(() ->
            server.client(
                acme, settings -> settings.sectorIdentifierUri("https://a.example/sector")))
        .isInstanceOf(InvalidClientMetadata.class)
        .hasMessageContaining("outgoing.allow-hosts");
  }
}
