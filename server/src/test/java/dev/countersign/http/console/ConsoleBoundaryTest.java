package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.http.Access;
import dev.countersign.http.Access.Reach;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Route;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route of the console about a customer, asked for by an administrator of another one with
 * everything that belongs to the first. A new route is walked without being named here.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ConsoleBoundaryTest extends ConsoleServer {
  private static final String PREFIX = "/console/customers/{customer}";

  /** What every request may write: who is signed in goes on being signed in, and calls are kept. */
  private static final Set<String> NOT_COMPARED =
      Set.of("flyway_schema_history", "event_sum", "score_sum", "summed_hour", "counter");

  private PageClient eve;

  @BeforeEach
  void prepare() {
    somethingOfEverything();
    eve = stage.administrator(other, "eve");
    // The token of forms stands on every page that eve may see.
    assertThat(eve.get("/console/customers/" + other.id()).status()).isEqualTo(200);
    assertThat(eve.token()).isNotEmpty();
  }

  private void somethingOfEverything() {
    var lifecycle = server.core().lifecycle;
    User alice = server.user(acme, "alice");
    PageClient signedIn = new PageClient(server);
    signedIn.signIn("alice");
    var answer =
        server.post(
            "/v1/iam/auth/sign-in/web/sign-in",
            "{\"userName\":\"alice\",\"password\":\"correct horse battery staple\"}");
    assertThat(answer.status()).isEqualTo(200);
    long group = lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI).id();
    long role = lifecycle.roles.create(acme.id(), "reader", "", Origin.CLI).id();
    lifecycle.groups.addMember(acme.id(), group, alice.id(), Origin.CLI);
    var _ = lifecycle.roles.grant(acme.id(), role, alice.id(), Origin.CLI);
    server.client(acme);
  }

  private List<Route> routes() {
    List<Route> routes =
        server.routes().stream()
            .filter(route ->
                route.access() instanceof Access.Console console
                    && console.reach() == Reach.CUSTOMER)
            .toList();
    assertThat(routes).hasSizeGreaterThan(5);
    assertThat(routes).allMatch(route -> (route.path() + "/").startsWith(PREFIX + "/"));
    return routes;
  }

  /** Every id there is of acme, of whatever table: wrong kinds are tried as well as right ones. */
  private Map<String, List<String>> ids() {
    Map<String, List<String>> ids = new TreeMap<>();
    for (String table : tables()) {
      List<Map<String, Object>> rows = server.rows("SELECT * FROM " + table);
      for (Map<String, Object> row : rows) {
        boolean acmes = acme.id().toString().equals(String.valueOf(row.get("customer_id")));
        if (acmes && row.get("id") != null) {
          ids.computeIfAbsent(table, _ -> new ArrayList<>()).add(String.valueOf(row.get("id")));
        }
      }
    }
    assertThat(ids).containsKeys("user_account", "user_group", "user_role", "client", "api_key");
    return ids;
  }

  private List<String> tables() {
    return server.rows("SELECT name FROM sqlite_master WHERE type = 'table'").stream()
        .map(row -> String.valueOf(row.get("name")))
        .filter(name -> !name.startsWith("sqlite_") && !NOT_COMPARED.contains(name))
        .sorted()
        .toList();
  }

  /** All rows of the tables, bytes compared by what is in them. */
  private Map<String, List<String>> everything() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String table : tables()) {
      all.put(
          table,
          server.rows("SELECT * FROM " + table).stream()
              .map(ConsoleBoundaryTest::text)
              .sorted()
              .toList());
    }
    return all;
  }

  private static String text(Map<String, Object> row) {
    return row.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : "" + value;
  }

  private String first(String table) {
    return ids().getOrDefault(table, List.of()).getFirst();
  }

  /** What the forms of the console ask for, all at once; a form takes what it knows. */
  private Map<String, String> form() {
    Map<String, String> form = new HashMap<>();
    for (String name : List.of("name", "user-name", "label", "title", "confirm", "full-name")) {
      form.put(name, "alice");
    }
    form.put("email", "eve@example.org");
    form.put("password", "another horse, another battery");
    form.put("passphrase", "another horse, another battery");
    form.put("repeated", "another horse, another battery");
    form.put("user", first("user_account"));
    form.put("group", first("user_group"));
    form.put("role", first("user_role"));
    form.put("customer", acme.id().toString());
    form.put("csrf", eve.token());
    return form;
  }

  private Answer ask(Route route, String path, Map<String, String> form) {
    if (route.body() == BodyKind.NONE) {
      return eve.get(path);
    }
    if (route.body().hasFile()) {
      return eve.upload(path, form);
    }
    return eve.send(path, form);
  }

  @Test
  void anothersCustomerIsNotThereByAnyRouteAndNothingOfItChanges() {
    Map<String, String> form = form();
    Map<String, List<String>> ids = ids();
    Map<String, List<String>> before = everything();
    for (Route route : routes()) {
      String own = route.path().replace("{customer}", acme.id().toString());
      for (List<String> some : ids.values()) {
        String path = own.replaceAll("\\{[a-z-]+}", some.getFirst());
        assertThat(ask(route, path, form).status()).as(route.method() + " " + path).isEqualTo(404);
        if (path.equals(own)) {
          break;
        }
      }
    }
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void anothersThingsAreNotThereBehindOnesOwnCustomerAndNothingOfThemChanges() {
    Map<String, String> form = form();
    Map<String, List<String>> ids = ids();
    Map<String, List<String>> before = acmes(everything());
    int walked = 0;
    for (Route route : routes()) {
      String own = route.path().replace("{customer}", other.id().toString());
      if (!own.contains("{")) {
        continue;
      }
      for (List<String> some : ids.values()) {
        for (String id : some) {
          String path = own.replaceAll("\\{[a-z-]+}", id);
          Answer answer = ask(route, path, form);
          assertThat(answer.status()).as(route.method() + " " + path).isIn(400, 404, 409, 422);
          assertThat(answer.body()).as(path).doesNotContain("alice@example.org");
          walked++;
        }
      }
    }
    assertThat(walked).isGreaterThan(20);
    assertThat(acmes(everything())).isEqualTo(before);
  }

  @Test
  void formsOfOnesOwnCustomerTakeNothingOfAnothers() {
    Map<String, String> form = form();
    Map<String, List<String>> before = acmes(everything());
    for (Route route : routes()) {
      String path = route.path().replace("{customer}", other.id().toString());
      if (route.body() != BodyKind.NONE && !path.contains("{")) {
        assertThat(ask(route, path, form).body()).doesNotContain("alice@example.org");
      }
    }
    assertThat(acmes(everything())).isEqualTo(before);
  }

  /** The rows that are about acme. */
  private Map<String, List<String>> acmes(Map<String, List<String>> all) {
    String mark = acme.id().toString();
    Map<String, List<String>> some = new LinkedHashMap<>();
    all.forEach(
        (table, rows) -> some.put(table, rows.stream().filter(row -> row.contains(mark)).toList()));
    assertThat(some.getOrDefault("user_account", List.of())).isNotEmpty();
    return some;
  }

  @Test
  void theServersPagesAreNotThereForAdministrators() {
    Map<String, String> form = form();
    Map<String, List<String>> before = everything();
    for (Route route : server.routes()) {
      boolean servers =
          route.access() instanceof Access.Console console && console.reach() == Reach.SERVER;
      if (servers) {
        String path = route.path().replaceAll("\\{[a-z-]+}", acme.id().toString());
        assertThat(ask(route, path, form).status()).as(route.method() + " " + path).isEqualTo(404);
      }
    }
    assertThat(everything()).isEqualTo(before);
  }
}
