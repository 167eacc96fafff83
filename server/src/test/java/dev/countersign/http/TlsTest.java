package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.InvalidInput;
import dev.countersign.testing.TestServer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
  private static final char[] STORE_PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;
  private Path certificate;
  private Path key;
  private KeyStore trusted;

  @BeforeEach
  void names() throws Exception {
    trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    certificate = folder.resolve("cert.pem");
    key = folder.resolve("key.pem");
  }

  /** The JDK's keytool makes them; PEM is base64 between two lines. */
  private void make(String algorithm, String size) throws Exception {
    Path file = folder.resolve("made.p12");
    Files.deleteIfExists(file);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                size.startsWith("secp") ? "-groupname" : "-keysize",
                size,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(STORE_PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      made.load(in, STORE_PASSWORD);
    }
    write(certificate, "CERTIFICATE", made.getCertificate("server").getEncoded());
    write(key, "PRIVATE KEY", made.getKey("server", STORE_PASSWORD).getEncoded());
    trusted.setCertificateEntry("server", made.getCertificate("server"));
  }

  private static void write(Path file, String label, byte[] der) throws Exception {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
  }

  private TestServer start() {
    return TestServer.start(
        folder,
        Map.of("server.tls-cert", certificate.toString(), "server.tls-key", key.toString()));
  }

  private HttpResponse<String> get(int port) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/health")).build(),
          BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA, 2048", "EC, secp256r1"})
  void aServerWithACertificateAnswersOverTls(String algorithm, String size) throws Exception {
    make(algorithm, size);
    try (TestServer server = start()) {
      HttpResponse<String> answer = get(server.port());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
    }
  }

  /** The suite that was agreed on with a client that has no more than that to offer. */
  private String agreed(int port, String protocol, String suite) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      return socket.getSession().getCipherSuite();
    }
  }

  @Test
  void onlyCipherSuitesThatAreRecommendedForTls12AreSpoken() throws Exception {
    make("RSA", "2048");
    try (TestServer server = start()) {
      for (String good :
          List.of(
              "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")) {
        assertThat(agreed(server.port(), "TLSv1.2", good)).isEqualTo(good);
      }
      for (String weak :
          List.of(
              "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
              "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
              "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
              "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
              "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256")) {
        assertThatThrownBy(() -> agreed(server.port(), "TLSv1.2", weak))
            .as(weak)
            .isInstanceOf(SSLHandshakeException.class);
      }
      assertThat(agreed(server.port(), "TLSv1.3", "TLS_AES_128_GCM_SHA256"))
          .isEqualTo("TLS_AES_128_GCM_SHA256");
    }
  }

  @Test
  void anUnencryptedServerDoesNotSendStrictTransportSecurity() {
    try (TestServer server = TestServer.start(folder)) {
      assertThat(server.get("/health").headers()).doesNotContainKey("strict-transport-security");
    }
  }

  @Test
  void aKeyInTheOldFormIsRefusedWithWhatToDo() throws Exception {
    make("RSA", "2048");
    Files.writeString(
        key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

    assertThatThrownBy(this::start)
        .hasMessageContaining(key.toString())
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    // Nothing was left open: the same folder serves the next start.
    try (TestServer server = TestServer.start(folder)) {
      assertThat(server.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void aCertificateFileWithoutACertificateIsNamed() throws Exception {
    make("RSA", "2048");
    Files.writeString(certificate, "not a certificate\n");

    assertThatThrownBy(this::start).hasMessageContaining(certificate.toString());
  }

  @Test
  void theKeyOfAnotherCertificateIsRefusedWhenTheServerStarts() throws Exception {
    make("EC", "secp256r1");
    String other = Files.readString(key);
    make("EC", "secp256r1");
    Files.writeString(key, other);

    assertThatThrownBy(this::start)
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(key + " is not the key of the certificate in " + certificate);
  }
}
