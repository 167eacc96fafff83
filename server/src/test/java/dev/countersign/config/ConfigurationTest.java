package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @TempDir Path folder;

  private Path yaml = Path.of("");

  @BeforeEach
  void nameTheFile() {
    yaml = folder.resolve("settings.yaml");
  }

  @Test
  void every_default_is_valid_and_has_the_documented_value() {
    Configuration configuration = load(Map.of(), Map.of());

    assertThat(configuration.data().database())
        .isEqualTo(new DatabaseAddress.SqliteFile(folder.resolve("countersign.db")));
    assertThat(configuration.data().poolSize()).isEqualTo(10);
    assertThat(configuration.server())
        .isEqualTo(
            new ServerSettings(
                8080,
                "127.0.0.1",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ServerSettings.ForwardedHeader.X_FORWARDED_FOR,
                1_048_576,
                10_485_760,
                1_073_741_824,
                Duration.ofSeconds(10)));
    assertThat(configuration.log())
        .isEqualTo(
            new LogSettings(
                LogSettings.Format.TEXT, LogSettings.Level.INFO, LogSettings.Requests.FAILURES));
    assertThat(configuration.passwords().argon2MemoryKib()).isEqualTo(19_456);
    assertThat(configuration.passwords().hashThreads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(configuration.keys())
        .isEqualTo(
            new KeySettings(
                folder.resolve("keys/key-encryption-key.json"),
                folder.resolve("keys/epochs"),
                Optional.empty(),
                Duration.ofDays(90),
                Duration.ofMinutes(30)));
    assertThat(configuration.sessions())
        .isEqualTo(
            new SessionSettings(Duration.ofDays(30), Duration.ofDays(14), Duration.ofSeconds(30)));
    assertThat(configuration.mail()).isEmpty();
    assertThat(configuration.outgoing())
        .isEqualTo(new OutgoingSettings(List.of(), false, List.of()));
    assertThat(configuration.metrics().allow())
        .containsExactly(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"));
  }

  @Test
  void a_flag_wins_over_the_environment_and_that_over_the_file() throws IOException {
    Files.writeString(
        yaml,
        """
        server:
          port: 1001
          bind: 10.0.0.1
        log.level: debug
        """);
    Configuration configuration =
        load(
            Optional.of(yaml),
            Map.of("COUNTERSIGN_SERVER_PORT", "1002", "COUNTERSIGN_SERVER_BIND", "10.0.0.2"),
            Map.of("server.port", "1003"));

    assertThat(configuration.server().port()).isEqualTo(1003);
    assertThat(configuration.server().bind()).isEqualTo("10.0.0.2");
    assertThat(configuration.log().level()).isEqualTo(LogSettings.Level.DEBUG);
    assertThat(configuration.effective())
        .contains(
            new EffectiveValue("server.port", "1003", "flag --server.port"),
            new EffectiveValue("server.bind", "10.0.0.2", "environment COUNTERSIGN_SERVER_BIND"),
            new EffectiveValue("log.level", "debug", yaml + ":4"),
            new EffectiveValue("log.format", "text", "default"));
  }

  @Test
  void the_file_in_the_data_folder_is_read_when_none_is_named() throws IOException {
    Files.writeString(folder.resolve("countersign.yaml"), "server.port: 1001\n");

    assertThat(load(Map.of(), Map.of()).server().port()).isEqualTo(1001);
  }

  @Test
  void the_file_in_the_data_folder_cannot_move_the_data_folder() throws IOException {
    Files.writeString(folder.resolve("countersign.yaml"), "data: /elsewhere\n");

    assertThat(errors(Optional.empty(), Map.of(), Map.of()))
        .singleElement()
        .asString()
        .startsWith("data (" + folder.resolve("countersign.yaml") + ":1): cannot be set in");
  }

  @Test
  void other_variables_of_the_environment_are_left_alone() {
    assertThat(load(Map.of("PATH", "/bin", "SERVER_PORT", "x"), Map.of()).server().port())
        .isEqualTo(8080);
  }

  @Test
  void all_errors_of_all_sources_are_told_at_once() throws IOException {
    Files.writeString(
        yaml,
        """
        server:
          port: many
          prot: 80
        refresh.grace: 61s
        keys:
          pending: 29m
        """);
    List<String> errors =
        errors(
            Optional.of(yaml),
            Map.of("COUNTERSIGN_LOG_FORMAT", "xml", "COUNTERSIGN_SERVER_PROT", "80"),
            Map.of("tokens.opaque-ttl", "30d", "metrics.alow", "", "outgoing.allow-http", "yes"));

    assertThat(errors)
        .containsExactly(
            "server.port (%s:2): \"many\" is not allowed; it must be a whole number from 0 to 65535"
                .formatted(yaml),
            "server.prot (%s:3): unknown key; did you mean server.port?".formatted(yaml),
            "refresh.grace (%s:4): \"61s\" is not allowed; it must be a duration from 0s to 60s, such as 30s, 15m, 2h or 90d"
                .formatted(yaml),
            "keys.pending (%s:6): \"29m\" is not allowed; it must be a duration from 30m to 30d, such as 30s, 15m, 2h or 90d"
                .formatted(yaml),
            "log.format (environment COUNTERSIGN_LOG_FORMAT): \"xml\" is not allowed; it must be one of text, json",
            "COUNTERSIGN_SERVER_PROT (environment): unknown variable; did you mean COUNTERSIGN_SERVER_PORT?",
            "metrics.alow (flag --metrics.alow): unknown key; did you mean metrics.allow?",
            "outgoing.allow-http (flag --outgoing.allow-http): \"yes\" is not allowed; it must be true or false",
            "tokens.opaque-ttl = 30d (flag --tokens.opaque-ttl) must not be longer than tokens.opaque-max-ttl = 14d (default)");
  }

  @Test
  void a_wrong_value_is_an_error_even_where_it_is_overridden() {
    assertThat(
            errors(
                Optional.empty(),
                Map.of("COUNTERSIGN_SERVER_PORT", "65536"),
                Map.of("server.port", "80")))
        .containsExactly(
            "server.port (environment COUNTERSIGN_SERVER_PORT): \"65536\" is not allowed; it must"
                + " be a whole number from 0 to 65535");
  }

  @Test
  void the_message_of_the_exception_lists_the_errors() {
    ConfigurationException exception =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> load(Map.of(), Map.of("server.port", "x", "log.level", "loud")));

    assertThat(exception)
        .hasMessage(
            """
            the configuration has 2 errors:
              - log.level (flag --log.level): "loud" is not allowed; it must be one of trace, debug, info, warn, error
              - server.port (flag --server.port): "x" is not allowed; it must be a whole number from 0 to 65535\
            """);
  }

  @Test
  void keys_that_need_or_exclude_each_other_are_checked() throws IOException {
    Path certificate = Files.writeString(folder.resolve("cert.pem"), "");

    assertThat(
            errors(
                Optional.empty(),
                Map.of("COUNTERSIGN_MAIL_PASSWORD", "hunter2", "COUNTERSIGN_KEYS_VALUE", "hunter3"),
                Map.of(
                    "server.tls-cert", certificate.toString(),
                    "server.base-url", "http://login.example.com",
                    "mail.host", "smtp.example.com",
                    "keys.file", "/etc/key.json",
                    "db-user", "anna",
                    "throttle.base-delay", "1h",
                    "keys.rotate-every", "1h",
                    "keys.pending", "2h")))
        .containsExactly(
            "server.tls-cert = %s (flag --server.tls-cert) needs server.tls-key, which is not set"
                .formatted(certificate),
            "server.base-url = http://login.example.com (flag --server.base-url) must begin with https because server.tls-cert is set",
            "db-user = anna (flag --db-user) needs db, which is not set",
            "keys.file = /etc/key.json (flag --keys.file) and keys.value = ******** (environment COUNTERSIGN_KEYS_VALUE) exclude each other; remove one",
            "keys.pending = 2h (flag --keys.pending) must not be longer than keys.rotate-every = 1h (flag --keys.rotate-every)",
            "throttle.base-delay = 1h (flag --throttle.base-delay) must not be longer than throttle.max-delay = 15m (default)",
            "mail.host = smtp.example.com (flag --mail.host) needs mail.from, which is not set",
            "mail.password = ******** (environment COUNTERSIGN_MAIL_PASSWORD) needs mail.user, which is not set");
  }

  @Test
  void a_gateway_without_encryption_needs_leave() {
    Map<String, String> gateway = Map.of("outbox.sms-url", "http://sms.example.com");
    assertThat(errors(Optional.empty(), Map.of(), gateway))
        .containsExactly(
            "outbox.sms-url = http://sms.example.com (flag --outbox.sms-url) begins with http and"
                + " needs outgoing.allow-http: true; or use https");
    Map<String, String> allowed =
        Map.of("outbox.sms-url", "http://sms.example.com", "outgoing.allow-http", "true");
    assertThat(load(Map.of(), allowed).outgoing().allowHttp()).isTrue();
    assertThat(
            load(Map.of(), Map.of("outbox.sms-url", "https://sms.example.com")).outbox().smsUrl())
        .hasValue(URI.create("https://sms.example.com"));
  }

  @Test
  void a_certificate_that_does_not_exist_is_told_by_its_path() {
    assertThat(errors(Optional.empty(), Map.of(), Map.of("server.tls-cert", "/no/such.pem")))
        .containsExactly(
            "server.tls-cert (flag --server.tls-cert): \"/no/such.pem\" is not allowed (there is no"
                + " such file); it must be the path of a file that exists and can be read, or"
                + " empty");
  }

  @Test
  void lists_are_comma_separated_outside_the_file() {
    Configuration configuration =
        load(
            Map.of("COUNTERSIGN_OUTGOING_ALLOW_HOSTS", "Images.example.com, *"),
            Map.of("outgoing.allow-private", "10.0.0.5:8443,[::1]:80", "metrics.allow", ""));

    assertThat(configuration.outgoing().allowHosts()).containsExactly("images.example.com", "*");
    assertThat(configuration.outgoing().allowPrivate())
        .containsExactly(new HostPort("10.0.0.5", 8443), new HostPort("::1", 80));
    assertThat(configuration.metrics().allow()).isEmpty();
  }

  @Test
  void a_wrong_item_of_a_list_is_explained() {
    assertThat(errors(Optional.empty(), Map.of(), Map.of("metrics.allow", "10.0.0.1/8")))
        .containsExactly(
            "metrics.allow (flag --metrics.allow): \"10.0.0.1/8\" is not allowed (10.0.0.1 has bits"
                + " set after the first 8); it must be a list of address blocks, such as 10.0.0.0/8"
                + " or fd00::/8");
  }

  @Test
  void the_base_url_falls_back_to_localhost_and_the_port_really_bound() {
    assertThat(load(Map.of(), Map.of("server.port", "0")).server().baseUrl(43_210))
        .isEqualTo(URI.create("http://localhost:43210"));
    assertThat(
            load(Map.of(), Map.of("server.base-url", "https://a.example/auth"))
                .server()
                .baseUrl(43_210))
        .isEqualTo(URI.create("https://a.example/auth"));
  }

  @Test
  void mail_is_configured_as_a_whole() {
    Configuration configuration =
        load(
            Map.of("COUNTERSIGN_MAIL_PASSWORD", "hunter2"),
            Map.of(
                "mail.host", "smtp.example.com",
                "mail.from", "Example <login@example.com>",
                "mail.user", "anna",
                "mail.security", "tls"));

    assertThat(configuration.mail())
        .contains(
            new MailSettings(
                "smtp.example.com",
                587,
                Optional.of("anna"),
                Optional.of(SecretText.of("hunter2")),
                "Example <login@example.com>",
                MailSettings.Security.TLS));
  }

  private Configuration load(Map<String, String> environment, Map<String, String> flags) {
    return load(Optional.empty(), environment, flags);
  }

  private Configuration load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    return Configuration.load(TestSources.in(folder, file, environment, flags));
  }

  private List<String> errors(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    return catchThrowableOfType(ConfigurationException.class, () -> load(file, environment, flags))
        .errors();
  }
}
