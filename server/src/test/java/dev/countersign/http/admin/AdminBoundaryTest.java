package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.client.ClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.http.Access;
import dev.countersign.http.Route;
import dev.countersign.testing.TestServer.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route of the management API, with what belongs to somebody else. */
class AdminBoundaryTest extends AdminServer {
  private static final String PREFIX = "/admin/v1";

  private final Map<String, String> own = new LinkedHashMap<>();
  private final Map<String, String> foreign = new LinkedHashMap<>();

  @BeforeEach
  void somethingOfEverything() {
    own.put("customer", acme.id().toString());
    foreign.put("customer", other.id().toString());
    own.put("user", alice.id().toString());
    foreign.put("user", mallory.id().toString());
    for (var customer : List.of(acme, other)) {
      Map<String, String> ids = customer.equals(acme) ? own : foreign;
      var lifecycle = server.core().lifecycle;
      long group = lifecycle.groups.create(customer.id(), "Staff", "", Origin.CLI).id();
      long role = lifecycle.roles.create(customer.id(), "reader", "", Origin.CLI).id();
      ids.put("group", Long.toString(group));
      ids.put("role", Long.toString(role));
      ids.put("key", server.core().apiKeys.list(customer.id()).getFirst().id().toString());
    }
    foreign.put("session", Long.toString(signedIn()));
    foreign.put("device", "unknown_device");
    own.put("client", client(acme));
    foreign.put("client", client(other));
  }

  private String client(Customer customer) {
    ClientMetadata metadata =
        ClientMetadata.of(Map.of("grant_types", List.of("client_credentials")));
    return server
        .core()
        .clients
        .administration
        .create(customer.id(), "nightly", metadata.settings(), Origin.CLI)
        .client()
        .id()
        .toString();
  }

  private long signedIn() {
    var answer =
        server.post(
            "/v1/iam/auth/sign-in/web/sign-in",
            "{\"userName\":\"alice\",\"password\":\"correct horse battery staple\"}");
    assertThat(answer.status()).isEqualTo(200);
    // Nobody's of those whom the walk names.
    return server.core().ids.next();
  }

  private List<Route> routes() {
    List<Route> routes =
        server.routes().stream().filter(route -> route.path().startsWith(PREFIX)).toList();
    assertThat(routes).hasSizeGreaterThan(55);
    return routes;
  }

  private static boolean ofOperators(Route route) {
    return route.access() instanceof Access.Api api && api.need() instanceof Access.Need.Operator;
  }

  private static String filled(String path, Function<String, String> ids) {
    StringBuilder filled = new StringBuilder();
    for (String part : path.substring(PREFIX.length()).split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      filled.append('/');
      filled.append(part.startsWith("{") ? ids.apply(part.substring(1, part.length() - 1)) : part);
    }
    return filled.toString();
  }

  /** Something that each call with a body takes. */
  private static String body(Route route) {
    String path = route.path();
    if (route.method().name().equals("PATCH") && path.endsWith("/settings")) {
      return "{\"account.sign-up\":\"closed\"}";
    }
    if (path.endsWith("/change-email")) {
      return "{\"email\":\"elsewhere@example.org\"}";
    }
    if (path.endsWith("/password")) {
      return "{\"password\":\"another horse, another battery\"}";
    }
    if (path.endsWith("/users/{user}")) {
      return "{\"fullName\":\"Eve\"}";
    }
    if (path.endsWith("/users")) {
      return "{\"userName\":\"eve\"}";
    }
    if (path.contains("/clients")) {
      return "{\"client_name\":\"Eve\",\"grant_types\":[\"client_credentials\"]}";
    }
    if (path.endsWith("/exports")) {
      return "{\"withoutSecrets\":true}";
    }
    if (path.endsWith("/api-keys")) {
      return "{\"label\":\"eve\",\"scopes\":[\"users:read\"]}";
    }
    return "{\"name\":\"Eve\"}";
  }

  private Answer call(String with, Route route, String path) {
    String method = route.method().name();
    boolean withBody =
        switch (route.body()) {
          case NONE -> false;
          case JSON, JSON_OR_FORM, FORM, PICTURE_JSON, PICTURE_FORM, FILE_FORM, FILE, FRAME -> true;
        };
    return callAs(with, method, path, withBody ? body(route) : "");
  }

  private List<Object> everything() {
    return List.of(
        server.rows("SELECT * FROM user_account ORDER BY id").toString(),
        server.rows("SELECT id, name FROM customer ORDER BY id"),
        server.rows("SELECT id, scopes FROM api_key ORDER BY id"),
        server.rows("SELECT id, name FROM user_group ORDER BY id"),
        server.rows("SELECT id, name FROM user_role ORDER BY id"),
        server.rows("SELECT id, name, disabled, settings FROM client ORDER BY id"),
        server.rows("SELECT * FROM group_member"),
        server.rows("SELECT * FROM role_grant"),
        server.rows("SELECT * FROM group_role_grant"),
        server.rows("SELECT * FROM customer_setting"),
        server.rows("SELECT * FROM account_deletion"),
        server.rows("SELECT kid, state FROM signing_key ORDER BY kid"),
        server.count("SELECT count(*) FROM account_link"),
        server.count("SELECT count(*) FROM outbox"),
        server.count("SELECT count(*) FROM session"));
  }

  @Test
  void anothersCustomerIsNotFoundByAnyCallAndNothingOfItChanges() {
    List<Object> before = everything();
    for (Route route : routes()) {
      if (!route.path().contains("{customer}")) {
        continue;
      }
      String path = filled(route.path(), name -> foreign.getOrDefault(name, "1"));
      String expected = "404 not_found";
      if (ofOperators(route)) {
        expected = "403 insufficient_scope";
      }
      assertThat(code(call(token, route, path)))
          .as(route.method() + " " + route.path())
          .isEqualTo(expected);
    }
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void anothersThingsWithinOnesOwnCustomerAreNotFoundByAnyCallAndNothingChanges() {
    List<Object> before = everything();
    int walked = 0;
    for (Route route : routes()) {
      if (ofOperators(route)) {
        continue;
      }
      String[] parts = route.path().split("/", -1);
      for (String part : parts) {
        if (!part.startsWith("{") || part.equals("{customer}")) {
          continue;
        }
        // One id is another's, all the others are one's own.
        String name = part.substring(1, part.length() - 1);
        String path =
            filled(
                route.path(),
                one ->
                    one.equals(name) ? foreign.getOrDefault(one, "1") : own.getOrDefault(one, "1"));
        assertThat(code(call(token, route, path)))
            .as(route.method() + " " + route.path() + " with another's " + name)
            .isEqualTo("404 not_found");
        walked++;
      }
    }
    assertThat(walked).isGreaterThan(40);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void noCallIsAnsweredWithoutATokenOrWithAPersonsOrAMadeUpOne() {
    String person =
        read(server.post(
                "/v1/iam/auth/sign-in/web/sign-in",
                "{\"userName\":\"alice\",\"password\":\"correct horse battery staple\"}"))
            .get("accessToken")
            .textValue();
    for (Route route : routes()) {
      String path = filled(route.path(), name -> own.getOrDefault(name, "1"));
      Answer none = server.send(route.method().name(), PREFIX + path, new byte[0]);
      assertThat(code(none)).isEqualTo("401 missing_token");
      assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"countersign\"");
      assertThat(code(call("A".repeat(64), route, path))).isEqualTo("401 invalid_token");
      assertThat(code(call(person, route, path))).isEqualTo("401 invalid_token");
    }
  }

  @Test
  void everyCallNeedsItsScope() {
    String enroll = tokenOf(Scope.FACE_ENROLL);
    for (Route route : routes()) {
      String path = filled(route.path(), name -> own.getOrDefault(name, "1"));
      Answer answer = call(enroll, route, path);
      if (route.access() instanceof Access.Api api && api.need() instanceof Access.Need.Nothing) {
        // Whose token it is, its holder may ask.
        assertThat(route.path()).isEqualTo(PREFIX + "/customers/{customer}");
        assertThat(good(answer, 200).get("name").textValue()).isEqualTo("acme");
        continue;
      }
      assertThat(code(answer)).as(route.path()).isEqualTo("403 insufficient_scope");
      assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    }
  }

  @Test
  void nobodyMakesAKeyThatMayDoMoreThanTheyMay() {
    String keys = tokenOf(Scope.KEYS_WRITE);
    String path = within("/api-keys");
    assertThat(
            code(
                callAs(
                    keys,
                    "POST",
                    path,
                    "{\"label\":\"more\",\"scopes\":[\"keys:write\",\"users:read\"]}")))
        .isEqualTo("403 insufficient_scope");
    String password = server.core().apiKeys.list(acme.id()).getFirst().id().toString();
    assertThat(code(callAs(keys, "POST", path + "/" + password + "/rotate", "")))
        .isEqualTo("403 insufficient_scope");
    assertThat(code(callAs(keys, "DELETE", path + "/" + password, "")))
        .isEqualTo("403 insufficient_scope");
    assertThat(server.core().apiKeys.list(acme.id()))
        .anyMatch(key -> key.id().toString().equals(password));
    good(callAs(keys, "POST", path, "{\"label\":\"same\",\"scopes\":[\"keys:write\"]}"), 201);
    assertThat(code(call("POST", path, "{\"label\":\"admin\",\"scopes\":[\"server:admin\"]}")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void nobodyRemovesAClientThatMayDoMoreThanTheyMay() {
    String clients = tokenOf(Scope.CLIENTS_WRITE);
    for (String scope : List.of("users:read", "server:admin")) {
      Client client =
          server
              .client(
                  acme,
                  settings ->
                      settings
                          .redirectUris(List.of())
                          .responseTypes(List.of())
                          .grantTypes(Set.of(GrantType.CLIENT_CREDENTIALS))
                          .scopes(Set.of(scope)))
              .client();
      String path = within("/clients/" + client.id());
      assertThat(code(callAs(clients, "DELETE", path, ""))).isEqualTo("403 insufficient_scope");
      good(get(path), 200);
      int expected = scope.equals("server:admin") ? 403 : 204;
      assertThat(call("DELETE", path, "").status()).isEqualTo(expected);
    }
  }
}
