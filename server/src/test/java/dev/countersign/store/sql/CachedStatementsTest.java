package dev.countersign.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class CachedStatementsTest {
  private static final String INSERT = "INSERT INTO counter (name, value) VALUES (:name, 1)";

  private SqliteConnection connection;
  private SqliteConnection other;

  @BeforeEach
  void open(@TempDir Path folder) {
    Path file = TestDatabases.sqlite(folder).file();
    connection = SqliteConnection.open(file, false);
    other = SqliteConnection.open(file, false);
  }

  @AfterEach
  void close() {
    connection.close();
    other.close();
  }

  private static int insert(Handle handle, String name) {
    return handle.createUpdate(INSERT).bind("name", name).execute();
  }

  private static List<String> names(Handle handle) {
    return handle.createQuery("SELECT name FROM counter").mapTo(String.class).list();
  }

  @Test
  void aStatementThatFailedServesAgain() {
    assertThat(insert(connection.handle(), "a")).isEqualTo(1);
    assertThatExceptionOfType(JdbiException.class)
        .isThrownBy(() -> insert(connection.handle(), "a"));
    assertThat(insert(connection.handle(), "b")).isEqualTo(1);
    assertThat(names(other.handle())).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aQueryWhoseRowsNobodyReadDoesNotHoldAnOldSnapshot() {
    assertThat(insert(other.handle(), "a")).isEqualTo(1);
    var _ = connection.handle().execute("SELECT name FROM counter");
    assertThat(insert(other.handle(), "b")).isEqualTo(1);
    assertThat(names(connection.handle())).hasSize(2);
  }

  @Test
  void aStatementGivenBackWithItsResultOpenDoesNotHoldAnOldSnapshot() throws SQLException {
    CachedStatements statements = new CachedStatements();
    assertThat(insert(other.handle(), "a")).isEqualTo(1);
    PreparedStatement statement =
        statements.take(connection.jdbc(), "SELECT name, value FROM counter");
    assertThat(statement.execute()).isTrue();
    statements.giveBack(statement);
    assertThat(insert(other.handle(), "b")).isEqualTo(1);
    assertThat(names(connection.handle())).hasSize(2);
    statements.close(connection.jdbc());
  }

  @Test
  void aQueryThatIsUnderWayMayBeAskedAgainMeanwhile() {
    assertThat(insert(connection.handle(), "a")).isEqualTo(1);
    List<List<String>> inner =
        connection
            .handle()
            .createQuery("SELECT name FROM counter")
            .map((row, context) -> names(connection.handle()))
            .list();
    assertThat(inner).containsExactly(List.of("a"));
  }

  @Test
  void moreStatementsThanAreKeptDoNoHarm() {
    for (int i = 0; i < 500; i++) {
      int expected = i;
      int answer = connection.handle().createQuery("SELECT " + i).mapTo(Integer.class).one();
      assertThat(answer).isEqualTo(expected);
    }
    assertThat(insert(connection.handle(), "a")).isEqualTo(1);
  }
}
