package dev.countersign.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.countersign.config.HostPort;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.metrics.OutgoingMetrics;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingGuard;
import dev.countersign.testing.TestCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SectorIdentifiersTest {
  private HttpsServer host;
  private SectorIdentifiers sectors;
  private String published = "";
  private int status = 200;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "dns:sector.example");
    InetAddress here = InetAddress.getLoopbackAddress();
    host = HttpsServer.create(new InetSocketAddress(here, 0), 0);
    host.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    host.createContext(
        "/",
        exchange -> {
          byte[] body = published.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    host.start();
    HostPort allowed = new HostPort("sector.example", host.getAddress().getPort());
    OutgoingSettings settings = new OutgoingSettings(List.of(), false, List.of(allowed));
    OutgoingGuard guard = new OutgoingGuard(settings, _ -> List.of(here));
    OutgoingMetrics metrics = new OutgoingMetrics(new SimpleMeterRegistry());
    sectors = new SectorIdentifiers(new GuardedHttpClient(guard, certificate.client(), metrics));
  }

  @AfterEach
  void stop() {
    host.stop(0);
  }

  private void check(String... redirectUris) {
    String uri = "https://sector.example:" + host.getAddress().getPort() + "/uris.json";
    sectors.check(
        ClientSettings.defaults().toBuilder()
            .subjectType(SubjectType.PAIRWISE)
            .sectorIdentifierUri(uri)
            .redirectUris(List.of(redirectUris))
            .build(),
        List.of());
  }

  @Test
  void everyRedirectUriMustBeInTheList() {
    published = "[\"https://a.example/cb\", \"https://b.example/cb\"]";
    check("https://a.example/cb", "https://b.example/cb");
    assertThatThrownBy(() -> check("https://a.example/cb", "https://c.example/cb"))
        .isInstanceOf(InvalidClientMetadata.class)
        .hasMessageContaining("must have every one of redirect_uris in it");
  }

  @Test
  void pairwiseSubjectsForSeveralHostsNeedASector() {
    ClientSettings settings =
        ClientSettings.defaults().toBuilder()
            .subjectType(SubjectType.PAIRWISE)
            .redirectUris(List.of("https://a.example/cb", "https://a.example:8443/cb"))
            .build();
    sectors.check(settings, List.of());
    List<String> hosts = List.of("https://a.example/cb", "https://b.example/cb");
    assertThatThrownBy(
            () -> sectors.check(settings.toBuilder().redirectUris(hosts).build(), List.of()))
        .isInstanceOf(InvalidClientMetadata.class)
        .hasMessageContaining("need a sector_identifier_uri");
  }

  @Test
  void whatIsNoListIsRefused() {
    for (String wrong : new String[] {"", "{}", "\"https://a.example/cb\"", "null"}) {
      published = wrong;
      assertThatThrownBy(() -> check("https://a.example/cb"))
          .as(wrong)
          .isInstanceOf(InvalidClientMetadata.class);
    }
    published = "[\"https://a.example/cb\"]";
    status = 404;
    assertThatThrownBy(() -> check("https://a.example/cb"))
        .isInstanceOf(InvalidClientMetadata.class);
  }
}
