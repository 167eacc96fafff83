package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.http.Access;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console on PostgreSQL: who signs in there with two factors sees every page there is. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ConsoleOnPostgresTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, Map.of(), new MutableClock(), TestDatabases.postgres());
    acme = server.customer("acme");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The pages that take no more in their path than the customer, and name no file. */
  private List<String> pages() {
    List<String> pages =
        server.routes().stream()
            .filter(route -> route.access() instanceof Access.Console)
            .filter(route -> route.method() == Method.GET)
            .map(Route::path)
            .map(path -> path.replace("{customer}", acme.id().toString()))
            .filter(path -> !path.contains("{") && !path.contains("/imports/files/"))
            .toList();
    assertThat(pages).hasSizeGreaterThan(15);
    return pages;
  }

  @Test
  void anOperatorSeesEveryPage() {
    PageClient root = new ConsoleStage(server).operator(acme, "root");
    for (String page : pages()) {
      for (String query : List.of("", "?q=a&name=a&kind=sign_in")) {
        Answer answer = root.get(page + query);
        assertThat(answer.status()).as("%s%s %s", page, query, answer.body()).isIn(200, 303);
      }
    }
  }

  @Test
  void anAdministratorSeesTheirCustomer() {
    PageClient ann = new ConsoleStage(server).administrator(acme, "ann");
    Answer people = ann.get("/console/customers/" + acme.id() + "/users");
    assertThat(people.status()).isEqualTo(200);
    assertThat(people.body()).contains("ann@example.org");
  }
}
