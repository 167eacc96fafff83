package dev.countersign.privacy;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Consent;
import dev.countersign.domain.Customer;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.face.Embedding;
import dev.countersign.privacy.FaceVault.Kept;
import dev.countersign.store.sql.Databases;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.OnEveryDatabase;
import dev.countersign.testing.TestDatabase;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A server on each database in turn, with one customer and one person. */
@OnEveryDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class VaultContract {
  static final String MODEL = "model-1";
  static final String PICTURE = "the portrait of somebody, in bytes nobody should find";

  @Parameter TestDatabase kind;

  final MutableClock clock = new MutableClock();
  private final Random random = new Random(11);
  private String url = "";
  private Databases.@Nullable Postgres postgres;
  Path folder;
  TestServer server;
  Customer acme;
  User alice;

  @BeforeEach
  void start(@TempDir Path dir) {
    folder = dir;
    url = "jdbc:sqlite:" + dir.resolve("countersign.db");
    if (kind == TestDatabase.POSTGRES) {
      postgres = TestDatabases.postgres();
      url = postgres.url();
    }
    server = another();
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
  }

  /** One more server on the same database and key folder. */
  final TestServer another() {
    if (postgres != null) {
      return TestServer.start(folder, Map.of(), clock, postgres);
    }
    return TestServer.start(folder, Map.of(), clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  Core core() {
    return server.core();
  }

  Kept stored(User user, Embedding... faces) {
    NewFace face = face(user, faces);
    return core().store.write(tx -> core().faces.store(tx, face));
  }

  static NewFace face(User user, Embedding... faces) {
    NewPicture portrait =
        new NewPicture(
            Kind.PORTRAIT,
            "image/jpeg",
            PICTURE.getBytes(StandardCharsets.UTF_8),
            Duration.ofDays(90));
    return new NewFace(
        user.customerId(),
        user.id(),
        new NewFace.Agreement(
            Consent.Source.CUSTOMER_ATTESTED, "entry", "2026-01", Duration.ofDays(30)),
        MODEL,
        List.of(faces).stream().map(one -> new NewFace.Sample(one, 3.75)).toList(),
        List.of(portrait));
  }

  Embedding embedding() {
    float[] values = new float[512];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.directionOf(values);
  }

  /** Changes rows past the server, as somebody with the database's password could. */
  void execute(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
