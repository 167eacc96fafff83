package dev.countersign.testing;

import dev.countersign.Server;
import dev.countersign.assembly.Core;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationSources;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettingsBuilder;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.http.Route;
import dev.countersign.store.sql.Databases;
import dev.countersign.user.NewUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The whole server on a free port, with a fresh database and a clock that stands still. Requests go
 * in by the front door; rows are looked at from the side.
 */
public final class TestServer implements AutoCloseable {
  /** The base URL that tests expect in answers, whatever the port. */
  public static final String BASE_URL = "https://auth.example";

  /** A password that the policy takes. */
  public static final String PASSWORD = "correct horse battery staple";

  private final Server server;
  private final MutableClock clock;
  private final String jdbcUrl;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(Server server, MutableClock clock, String jdbcUrl) {
    this.server = server;
    this.clock = clock;
    this.jdbcUrl = jdbcUrl;
  }

  /** On SQLite in that folder, with the defaults. */
  public static TestServer start(Path folder) {
    return start(folder, Map.of());
  }

  /** On SQLite in that folder, with some settings changed. */
  public static TestServer start(Path folder, Map<String, String> settings) {
    return start(folder, settings, new MutableClock());
  }

  /** On SQLite in that folder, with some settings changed and that clock. */
  public static TestServer start(Path folder, Map<String, String> settings, MutableClock clock) {
    Path file = folder.resolve("countersign.db");
    if (!Files.exists(file)) {
      move(TestDatabases.sqlite(folder).file(), file);
    }
    return start(folder, settings, clock, "jdbc:sqlite:" + file);
  }

  /**
   * At an address that browsers and client libraries can really call, {@code http://localhost} and
   * a free port, with the true time.
   */
  public static TestServer live(Path folder, Map<String, String> settings) {
    int port = FreePort.reserved();
    Map<String, String> more = new HashMap<>(settings);
    more.put("server.port", Integer.toString(port));
    more.put("server.base-url", "http://localhost:" + port);
    return start(folder, more, MutableClock.running());
  }

  /** On PostgreSQL; several servers may share one database and one key folder. */
  public static TestServer start(
      Path folder, Map<String, String> settings, MutableClock clock, Databases.Postgres database) {
    Map<String, String> more = new HashMap<>(settings);
    more.put("db", database.url());
    if (!database.user().isEmpty()) {
      more.put("db-user", database.user());
    }
    if (!database.password().isEmpty()) {
      more.put("db-password", database.password());
    }
    return start(folder, more, clock, database.url());
  }

  private static TestServer start(
      Path folder, Map<String, String> settings, MutableClock clock, String jdbcUrl) {
    Map<String, String> flags = new HashMap<>();
    flags.put("data", folder.toString());
    flags.put("server.port", "0");
    flags.put("server.base-url", BASE_URL);
    // Most tests show no face; those that do have the models loaded by their first picture.
    flags.put("face.preload", "false");
    flags.putAll(settings);
    Configuration configuration =
        Configuration.load(new ConfigurationSources(Optional.empty(), Map.of(), flags));
    return new TestServer(Server.start(configuration, clock, new SecureRandom()), clock, jdbcUrl);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The features, for setting a stage. */
  public Core core() {
    return server.core();
  }

  /** What is mounted. */
  public List<Route> routes() {
    return server.routes();
  }

  public MutableClock clock() {
    return clock;
  }

  public int port() {
    return server.port();
  }

  /** A customer whose password is {@link #PASSWORD}. */
  public Customer customer(String name) {
    return core().customers.create(name, Secret.of(PASSWORD), Origin.CLI);
  }

  /** A person whose password is {@link #PASSWORD}. */
  public User user(Customer customer, String name) {
    Profile profile = new Profile("Alice Liddell", name + "@example.org", false, "5550100", "+44");
    NewUser user = new NewUser(name, profile, Optional.of(Secret.of(PASSWORD)));
    return core().users.create(customer.id(), user, Origin.CLI);
  }

  /** A confidential web application with the redirect URI {@code https://app.example/cb}. */
  public Issued client(Customer customer) {
    return client(customer, settings -> settings);
  }

  /** The same with other settings, and with a secret where they call for one. */
  public Issued client(Customer customer, UnaryOperator<ClientSettingsBuilder> change) {
    ClientSettingsBuilder usual =
        ClientSettings.defaults().toBuilder()
            .redirectUris(List.of("https://app.example/cb"))
            .grantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN))
            .scopes(Set.of("openid", "profile", "email", "phone", "offline_access"));
    ClientSettings settings = change.apply(usual).build();
    return core().clients.administration.create(customer.id(), "App", settings, Origin.CLI);
  }

  /** Sends JSON by POST. */
  public Answer post(String path, String json, String... headers) {
    return send("POST", path, json.getBytes(StandardCharsets.UTF_8), withJson(headers));
  }

  /** Sends a GET. */
  public Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  private static String[] withJson(String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (all.stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      all.add("Content-Type");
      all.add("application/json");
    }
    return all.toArray(String[]::new);
  }

  /** Sends any request; headers are name, value, name, value. */
  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response.headers().map());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the database holds. */
  public List<Map<String, Object>> rows(String sql, Object... parameters) {
    List<Map<String, Object>> found = new ArrayList<>();
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
          }
          found.add(row);
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl);
  }

  /** The one number a query finds. */
  public long count(String sql, Object... parameters) {
    Object value = rows(sql, parameters).getFirst().values().iterator().next();
    return ((Number) value).longValue();
  }

  @Override
  public void close() {
    // First, so that the server has no idle connections to give their second of grace.
    client.close();
    server.close();
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the body as text
   * @param headers the headers, names in lower case
   */
  public record Answer(int status, String body, Map<String, List<String>> headers) {
    /** The first value of a header, or the empty string. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of("")).getFirst();
    }
  }
}
